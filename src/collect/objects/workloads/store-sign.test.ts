import { expect, test } from 'vitest';
import { storeSign } from './store-sign.ts';

test.each([
  ['redis:alpine', 'redis'],
  ['docker.io/bitnami/mysql:8@sha256:00', 'mysql'],
  ['registry.bank.example:5000/team/postgres', 'postgres'],
  ['registry.istio.io/release/examples-bookinfo-mongodb:1.20.3', 'examples-bookinfo-mongodb'],
  ['quay.io/prometheus/prometheus:v3', 'prometheus'],
  ['oliver006/redis_exporter', null],
  ['prom/mysqld-exporter', null],
  ['registry.k8s.io/prometheus-adapter/prometheus-adapter:v0.12.0', null],
  ['redis/app', null],
  ['bank/redis-proxy:1', null],
  ['', null],
  [null, null],
])('%s', (image, expected) => {
  expect(storeSign(image)).toBe(expected);
});
