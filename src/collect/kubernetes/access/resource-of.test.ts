import { expect, test } from 'vitest';
import { resourceOf } from './resource-of.ts';

test.each([
  ['/Pod', 'pods'],
  ['networking.k8s.io/NetworkPolicy', 'networkpolicies'],
  ['networking.k8s.io/Ingress', 'ingresses'],
  ['storage.k8s.io/StorageClass', 'storageclasses'],
  ['gateway.networking.k8s.io/Gateway', 'gateways'],
  ['projectcontour.io/HTTPProxy', 'httpproxies'],
  ['elasticsearch.k8s.elastic.co/Elasticsearch', 'elasticsearches'],
  ['operator.victoriametrics.com/VMAuth', 'vmauths'],
  ['operator.victoriametrics.com/VLogs', 'vlogs'],
  ['redis.redis.opstreelabs.in/Redis', 'redis'],
  ['redis.redis.opstreelabs.in/RedisSentinel', 'redissentinels'],
  ['mongodbcommunity.mongodb.com/MongoDBCommunity', 'mongodbcommunity'],
  ['kafka.strimzi.io/KafkaMirrorMaker2', 'kafkamirrormaker2s'],
  ['constraints.gatekeeper.sh/*', '*'],
])('%s is called %s', (key, resource) => {
  const [group, kind] = key.split('/') as [string, string];
  expect(resourceOf(group, kind)).toBe(resource);
});
