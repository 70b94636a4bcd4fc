/** By `group/Kind` of operators: the version, and specs with little and with much in them. */
export const operatorExamples: Readonly<Record<string, readonly [version: string, ...specs: readonly string[]]>> = {
  'postgresql.cnpg.io/Cluster': [
    'v1',
    '{instances: 3, storage: {size: 1Gi}}',
    '{instances: 2, imageName: "docker.io/pg:latest", storage: {size: 1Gi}, resources: {requests: {cpu: 1}}, probes: {liveness: {periodSeconds: 1, failureThreshold: 1}}, securityContext: {privileged: true}, podSecurityContext: {runAsUser: 0}, affinity: {topologyKey: topology.kubernetes.io/zone}}',
  ],
  'postgresql.cnpg.io/Pooler': [
    'v1',
    '{instances: 2, type: rw, cluster: {name: a}, pgbouncer: {poolMode: session}}',
    '{instances: 2, type: rw, cluster: {name: a}, pgbouncer: {poolMode: session}, template: {spec: {containers: [{name: pgbouncer, image: "a:latest"}, {name: b, image: b, securityContext: {privileged: true}}]}}}',
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': [
    'v1',
    '{version: 9.0.0, nodeSets: [{name: a, count: 3}]}',
    '{version: 9.0.0, image: "docker.io/es:latest", nodeSets: [{name: a, count: 1, podTemplate: {spec: {containers: [{name: elasticsearch}, {name: b, image: b}]}}}, {name: b, count: 1}]}',
  ],
  'kibana.k8s.elastic.co/Kibana': [
    'v1',
    '{version: 9.0.0, count: 2}',
    '{version: 9.0.0, count: 1, image: "kb:latest"}',
  ],
  'grafana.integreatly.org/Grafana': [
    'v1beta1',
    '{}',
    '{version: latest, disableDefaultSecurityContext: All, deployment: {spec: {replicas: 2, template: {spec: {hostNetwork: true, containers: [{name: b, image: b}]}}}}}',
  ],
  'jaegertracing.io/Jaeger': [
    'v1',
    '{}',
    '{strategy: production, storage: {type: elasticsearch}, ingress: {security: none}, agent: {strategy: DaemonSet}, collector: {replicas: 3, image: "c:latest"}, query: {tracingEnabled: false}}',
    '{strategy: streaming, storage: {type: kafka}, collector: {autoscale: true}, securityContext: {runAsUser: 0}, affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: jaeger}}}]}}}',
  ],
  'k8s.keycloak.org/Keycloak': [
    'v2alpha1',
    '{instances: 2}',
    '{instances: 1, image: "kc:latest", readinessProbe: {periodSeconds: 1}, unsupported: {podTemplate: {spec: {securityContext: {runAsUser: 0}, containers: [{securityContext: {privileged: true}}, {name: b, image: b}]}}}}',
  ],
  'serving.knative.dev/Service': ['v1', '{template: {spec: {containers: [{image: "a:1"}]}}}'],
  'serving.knative.dev/Configuration': [
    'v1',
    '{template: {spec: {containers: [{image: "a:1"}, {name: b, image: b}]}}}',
  ],
  'serving.knative.dev/Revision': ['v1', '{containers: [{image: "a:1", resources: {requests: {cpu: 1}}}]}'],
  'loki.grafana.com/LokiStack': [
    'v1',
    '{size: 1x.small, storageClassName: s}',
    '{size: 1x.demo, storageClassName: s, replication: {zones: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1}]}, template: {ingester: {replicas: 3}}}',
  ],
  'k8s.mariadb.com/MariaDB': [
    'v1alpha1',
    '{replicas: 3}',
    '{replicas: 3, image: "m:latest", galera: {enabled: true}, affinity: {antiAffinityEnabled: true}, sidecarContainers: [{name: b, image: b}]}',
  ],
  'mongodbcommunity.mongodb.com/MongoDBCommunity': [
    'v1',
    '{members: 3, type: ReplicaSet}',
    '{members: 1, arbiters: 1, statefulSet: {spec: {template: {spec: {hostPID: true, containers: [{name: mongod, image: "m:latest"}, {name: b, image: b}]}}}}}',
  ],
  'opentelemetry.io/OpenTelemetryCollector': [
    'v1beta1',
    '{config: {}}',
    '{mode: statefulset, replicas: 2, image: "c:latest", hostNetwork: true, securityContext: {privileged: true}, podSecurityContext: {runAsUser: 0}, config: {}}',
    '{mode: daemonset, image: "c:latest", ports: [{name: otlp, port: 4317, hostPort: 4317}], config: {}}',
  ],
  'pxc.percona.com/PerconaXtraDBCluster': [
    'v1',
    '{pxc: {size: 3}, haproxy: {enabled: true, size: 3}}',
    '{pxc: {size: 3, image: "p:latest", affinity: {advanced: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: topology.kubernetes.io/zone, labelSelector: {}}}]}}}, sidecars: [{name: b, image: b}]}, proxysql: {enabled: true, size: 3}}',
  ],
  'psmdb.percona.com/PerconaServerMongoDB': [
    'v1',
    '{image: "p:latest", replsets: [{name: rs0, size: 3}]}',
    '{image: p, sharding: {enabled: true, configsvrReplSet: {size: 3}, mongos: {size: 3}}, replsets: [{size: 3, arbiter: {enabled: true, size: 1}, topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone}]}]}',
  ],
  'pgv2.percona.com/PerconaPGCluster': [
    'v2',
    '{postgresVersion: 16, instances: [{name: a, replicas: 3}], proxy: {pgBouncer: {replicas: 2}}, backups: {pgbackrest: {repos: [{name: r, volume: {}}]}}}',
    '{image: "p:latest", instances: [{name: a, replicas: 1, sidecars: [{name: b, image: b}]}, {name: b}], pmm: {enabled: true}}',
  ],
  'postgres-operator.crunchydata.com/PostgresCluster': [
    'v1beta1',
    '{postgresVersion: 16, instances: [{name: a, replicas: 3}], proxy: {pgBouncer: {replicas: 2, image: "b:latest"}}, backups: {pgbackrest: {repos: [{name: r, volume: {}}]}}}',
    '{image: "p:latest", instances: [{name: a}, {name: b}]}',
  ],
  'monitoring.coreos.com/Prometheus': [
    'v1',
    '{replicas: 2}',
    '{image: "p:latest", thanos: {}, securityContext: {runAsUser: 0}, containers: [{name: config-reloader, resources: {requests: {cpu: 1}}}, {name: b, image: b}]}',
  ],
  'monitoring.coreos.com/PrometheusAgent': ['v1alpha1', '{mode: DaemonSet, hostNetwork: true}'],
  'monitoring.coreos.com/Alertmanager': ['v1', '{replicas: 3, image: "a:latest"}'],
  'monitoring.coreos.com/ThanosRuler': ['v1', '{replicas: 2}'],
  'rabbitmq.com/RabbitmqCluster': [
    'v1beta1',
    '{replicas: 3}',
    '{replicas: 1, image: "r:latest", resources: {requests: {cpu: 1}}, affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {}}}]}}}',
  ],
  'databases.spotahome.com/RedisFailover': [
    'v1',
    '{redis: {replicas: 3}, sentinel: {replicas: 3}}',
    '{redis: {replicas: 2, image: "r:latest", hostNetwork: true, containerSecurityContext: {privileged: true}, securityContext: {runAsUser: 0}}, sentinel: {exporter: {enabled: true}}}',
  ],
  'redis.redis.opstreelabs.in/Redis': ['v1beta2', '{kubernetesConfig: {image: "r:latest"}, hostPort: 6379}'],
  'redis.redis.opstreelabs.in/RedisCluster': [
    'v1beta2',
    '{clusterSize: 3, kubernetesConfig: {image: "r:v7"}}',
    '{clusterSize: 3, kubernetesConfig: {image: "r:latest"}, podSecurityContext: {runAsUser: 0}, redisLeader: {securityContext: {privileged: true}}, redisExporter: {enabled: true, image: e}, initContainer: {enabled: true, image: i}}',
  ],
  'redis.redis.opstreelabs.in/RedisReplication': [
    'v1beta2',
    '{clusterSize: 3, kubernetesConfig: {image: "r:v7"}, sentinel: {size: 3, image: s}}',
  ],
  'redis.redis.opstreelabs.in/RedisSentinel': ['v1beta2', '{clusterSize: 3, kubernetesConfig: {image: "r:v7"}}'],
  'ceph.rook.io/CephCluster': [
    'v1',
    '{cephVersion: {image: "c:latest"}, mon: {count: 3}, mgr: {count: 2}, storage: {useAllNodes: true}, logCollector: {enabled: true}}',
    '{cephVersion: {image: c}, mon: {count: 5, zones: [{name: a}]}, mgr: {count: 1}, network: {provider: host}, placement: {all: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}]}}, priorityClassNames: {all: a}, resources: {mon: {limits: {memory: 1Gi}}, osd: {requests: {cpu: 1}}}, storage: {storageClassDeviceSets: [{name: a, count: 3}]}}',
  ],
  'ceph.rook.io/CephFilesystem': ['v1', '{metadataServer: {activeCount: 1}}'],
  'ceph.rook.io/CephObjectStore': [
    'v1',
    '{gateway: {instances: 2}}',
    '{gateway: {instances: 1, priorityClassName: a, placement: {podAntiAffinity: {}}}}',
  ],
  'kafka.strimzi.io/Kafka': [
    'v1beta2',
    '{kafka: {replicas: 3, storage: {type: ephemeral}}, zookeeper: {replicas: 3, storage: {type: ephemeral}}, entityOperator: {topicOperator: {}, userOperator: {}}, cruiseControl: {}, kafkaExporter: {}}',
    '{kafka: {replicas: 1, image: "k:latest", storage: {type: ephemeral}, template: {kafkaContainer: {securityContext: {privileged: true}}, pod: {securityContext: {runAsUser: 0}}}}}',
  ],
  'kafka.strimzi.io/KafkaNodePool': [
    'v1beta2',
    '{replicas: 3, roles: [broker], storage: {type: ephemeral}, resources: {requests: {cpu: 1}}, template: {pod: {}}}',
  ],
  'kafka.strimzi.io/KafkaConnect': ['v1beta2', '{replicas: 3}', '{replicas: 1, image: "c:latest"}'],
  'kafka.strimzi.io/KafkaMirrorMaker2': ['v1beta2', '{replicas: 3}'],
  'kafka.strimzi.io/KafkaBridge': ['v1beta2', '{replicas: 2, bootstrapServers: a}'],
  'tempo.grafana.com/TempoStack': [
    'v1alpha1',
    '{storageSize: 1Gi, template: {gateway: {enabled: true}, metricsGenerator: {enabled: true}}}',
    '{size: 1x.demo, images: {tempo: "t:latest", tempoGateway: g}, replicationZones: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1}], template: {ingester: {replicas: 3, podSecurityContext: {runAsUser: 0}}}}',
  ],
  'tempo.grafana.com/TempoMonolithic': [
    'v1alpha1',
    '{}',
    '{podSecurityContext: {runAsUser: 0}, resources: {requests: {cpu: 1}}}',
  ],
  'operator.victoriametrics.com/VMCluster': [
    'v1beta1',
    '{vmstorage: {replicaCount: 3}, vmselect: {replicaCount: 2}, vminsert: {hpa: {minReplicas: 2, maxReplicas: 5}}, requestsLoadBalancer: {enabled: true}}',
    '{vmselect: {replicaCount: 3, image: {repository: v, tag: latest}, securityContext: {privileged: true, runAsUser: 0}, resources: {requests: {cpu: 1, memory: 1Gi}}}}',
  ],
  'operator.victoriametrics.com/VMSingle': [
    'v1beta1',
    '{}',
    '{containers: [{name: vmsingle, image: "v:latest"}, {name: b, image: b}]}',
  ],
  'operator.victoriametrics.com/VMAgent': [
    'v1beta1',
    '{daemonSetMode: true, hostNetwork: true}',
    '{statefulMode: true, replicaCount: 2, shardCount: 2}',
  ],
  'operator.victoriametrics.com/VMAlert': ['v1beta1', '{replicaCount: 2}'],
  'operator.victoriametrics.com/VMAlertmanager': ['v1beta1', '{replicaCount: 3}'],
  'operator.victoriametrics.com/VMAuth': ['v1beta1', '{replicaCount: 2}'],
  'acid.zalan.do/postgresql': [
    'v1',
    '{teamId: t, numberOfInstances: 3, enableConnectionPooler: true, volume: {size: 1Gi}}',
    '{numberOfInstances: 2, dockerImage: "s:latest", resources: {requests: {cpu: 1, memory: 1Gi}}, sidecars: [{name: b, image: b, resources: {requests: {cpu: 1, memory: 1Gi}}}], podPriorityClassName: a, topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule}]}',
  ],
};
