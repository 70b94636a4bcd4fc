import { expect, test } from 'vitest';
import { ownField, type OwnPlace, ownPath } from './own-place.ts';

const places: readonly OwnPlace[] = [
  { of: 'pods.spec', at: 'spec', holds: 'nothing' },
  { of: 'pods.spec.priorityClassName', at: 'spec.priority', holds: 'all' },
  { of: 'pods.spec.affinity', at: 'spec.placement', holds: 'fields' },
  { of: 'pods.spec.containers[0]', at: 'spec.image', holds: 'nothing' },
  { of: 'pods.spec.containers[0].resources', at: 'spec.resources.main', holds: 'all' },
  { of: 'pods.spec.containers[1]', at: 'spec.sidecars[0]', holds: 'all' },
];

test.each([
  ['spec.replicas', 'spec.replicas'],
  ['pods.spec', 'spec'],
  ['pods.spec.hostPID', 'spec'],
  ['pods.spec.priorityClassName', 'spec.priority'],
  ['pods.spec.affinity.podAntiAffinity.required[0]', 'spec.placement.podAntiAffinity.required'],
  ['pods.spec.containers[0].env', 'spec.image'],
  ['pods.spec.containers[0].resources.requests.cpu', 'spec.resources.main.requests.cpu'],
  ['pods.spec.containers[1].ports[2]', 'spec.sidecars[0].ports[2]'],
  ['pods.spec.containers[10].image', 'spec'],
])('%s stands at %s', (path, own) => {
  expect(ownPath(places, path)).toBe(own);
});

test.each([
  ['spec.replicas', true],
  ['pods.spec.priorityClassName', true],
  ['pods.spec.affinity.podAntiAffinity', true],
  ['pods.spec.affinity.podAntiAffinity.required[0]', false],
  ['pods.spec.containers[0].ports[2].hostPort', false],
  ['pods.spec.containers[1].ports[2].hostPort', true],
])('whether what %s holds stands there: %s', (path, same) => {
  expect(ownField(places, path).same).toBe(same);
});
