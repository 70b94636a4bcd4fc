import fc from 'fast-check';
import { buildEstate } from '../../src/collect/manifests/estate-builder.ts';
import type { Authority } from '../../src/collect/manifests/visibility.ts';
import type { Estate } from '../../src/estate/estate.ts';
import { testTime } from './estate-of.ts';
import { accessObject } from './random-access.ts';
import { degradationObject, scalingObject } from './random-availability.ts';
import { networkObject } from './random-network.ts';
import { entranceObject } from './random-entrances.ts';
import { controlPlaneObject } from './random-control-plane.ts';
import { supplyObject } from './random-supply.ts';
import { randomClusters } from './random-cluster.ts';
import { coreObject, namespaceObject, otherPolicy, workload } from './random-core.ts';
import { monitoringObject } from './random-monitoring.ts';
import { operatorObject } from './random-operators.ts';
import { operationsObject } from './random-operations.ts';
import { folder, type Json } from './random-parts.ts';
import { toolObject } from './random-tools.ts';
import { recoveryObject } from './random-recovery.ts';

// Random platforms, small and dense: few names, so that selectors hit, companions compete and folders hold variants of one another.

/** An object of a manifest, and the folder that it stands in. */
export interface PlacedObject {
  readonly folder: string;
  readonly object: Json;
}

/**
 * What platforms are made of, room by room: each has platforms of its own, of its objects beside some workloads and namespaces, because in a platform
 * of all kinds hardly two would ever meet.
 */
const rooms: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  core: coreObject,
  access: accessObject,
  scaling: scalingObject,
  degradation: degradationObject,
  operations: operationsObject,
  recovery: recoveryObject,
  entrances: entranceObject,
  network: networkObject,
  controlPlane: controlPlaneObject,
  tools: toolObject,
  supply: supplyObject,
  monitoring: monitoringObject,
  operators: operatorObject,
};

const beside = fc.oneof({ weight: 2, arbitrary: workload }, { weight: 2, arbitrary: namespaceObject });

/** Objects of a random platform in a few folders. One in ten platforms has a policy of a CNI. */
function objectsOf(room: fc.Arbitrary<Json>): fc.Arbitrary<PlacedObject[]> {
  const object =
    room === coreObject ? room : fc.oneof({ weight: 4, arbitrary: room }, { weight: 2, arbitrary: beside });
  return fc
    .tuple(
      fc.array(fc.record({ folder, object }), { minLength: 1, maxLength: 14 }),
      fc.option(otherPolicy, { nil: null, freq: 1 }),
      fc.nat(9),
    )
    .map(([objects, other, dice]) =>
      other !== null && dice === 0 ? [...objects, { folder: '', object: other }] : objects,
    );
}

/** Objects of random platforms, by room. */
const randomObjectsByRoom: Readonly<Record<string, fc.Arbitrary<PlacedObject[]>>> = Object.fromEntries(
  Object.entries(rooms).map(([name, room]) => [name, objectsOf(room)]),
);

/** Objects of a random platform of any room. */
export const randomObjects: fc.Arbitrary<PlacedObject[]> = fc.oneof(...Object.values(randomObjectsByRoom));

/** An estate of placed objects: each stands in a file of its own. */
export function estateOfObjects(objects: readonly PlacedObject[], authority: Authority = 'default'): Estate {
  const builder = buildEstate(authority);
  objects.forEach(({ folder: place, object: value }, index) => {
    const folderOf = isWorkflow(value) ? [place, '.github/workflows'].filter((one) => one !== '').join('/') : place;
    const file = `${folderOf === '' ? '' : `${folderOf}/`}${index}.yaml`;
    builder.add(value, { place: folderOf, origin: { file, line: 1, document: 0 }, inFolder: true });
  });
  return builder.finish(testTime);
}

/** What a repository does with a change stands in a folder of its own. */
function isWorkflow(value: Json): boolean {
  return 'jobs' in value;
}

function estateOfAny(objects: fc.Arbitrary<PlacedObject[]>): fc.Arbitrary<Estate> {
  return fc
    .tuple(objects, fc.constantFrom<Authority>('default', 'default', 'complete', 'partial'))
    .map(([placed, authority]) => estateOfObjects(placed, authority));
}

/** Random estates, by room: as a folder shows them, and as a cluster does. */
export const randomEstatesByRoom: Readonly<Record<string, fc.Arbitrary<Estate>>> = Object.fromEntries(
  Object.entries(randomObjectsByRoom).flatMap(([name, objects]) => [
    [name, estateOfAny(objects)],
    [`${name} of a cluster`, randomClusters(objects.map((placed) => placed.map(({ object }) => object)))],
  ]),
);

/** A random estate of any room. */
export const randomEstate: fc.Arbitrary<Estate> = estateOfAny(randomObjects);
