const stores = [
  'cassandra',
  'clickhouse',
  'clickhouse-server',
  'cockroach',
  'couchdb',
  'elasticsearch',
  'etcd',
  'influxdb',
  'kafka',
  'keydb',
  'mariadb',
  'mariadb-galera',
  'minio',
  'mongo',
  'mongodb',
  'mongodb-community-server',
  'mysql',
  'mysql-server',
  'mysqldb',
  'nats',
  'neo4j',
  'opensearch',
  'percona-server',
  'percona-server-mongodb',
  'postgis',
  'postgres',
  'postgresql',
  'prometheus',
  'rabbitmq',
  'redis',
  'redis-stack-server',
  'rethinkdb',
  'timescaledb',
  'valkey',
  'victoria-metrics',
  'zookeeper',
];

/** What tells by the name of an image that it keeps data of its own, which further replicas would not share: `redis`, `bitnami/mysql`. */
export function storeSign(image: string | null): string | null {
  const [path = ''] = (image ?? '').split('@');
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/:.*$/, '');
  // A name before it says whose it is (examples-bookinfo-mysqldb); one behind it makes it a tool for it (redis-exporter).
  return stores.some((one) => name === one || name.endsWith(`-${one}`)) ? name : null;
}
