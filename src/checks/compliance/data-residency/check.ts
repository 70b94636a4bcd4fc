import { matchesGlob } from '../../../estate/glob.ts';
import { gap, notSeenToRun, supplied } from '../../../estate/gap.ts';
import { shownBy } from '../../../estate/shown-by.ts';
import type { Policy } from '../../../estate/policy.ts';
import type { Identified } from '../../../estate/identity.ts';
import { type Check, defineCheck, fault, here, pass, thePlatform, unseen } from '../../define-check.ts';

export const dataResidency: Check = defineCheck({
  answers: 'compliance/data-residency',
  title: 'Data residency',
  question: 'Do volumes and backups lie only in regions where the data may be?',
  why: 'A backup in a region outside of what was promised is a transfer that nobody agreed to, for as long as it is kept.',
  fix: 'Move it to an allowed region, or write the region into allowedRegions of the policy file once it is allowed.',
  needs: ['storageClasses', 'backupLocations', 'statedPlaces', 'policy'],
  reasons: {
    'region-allowed': 'it lies in {regions}, which is allowed',
    'region-not-allowed': ['FFF', '{what} lies in {region}, and allowed are {allowed}'],
  },

  // What is missing without declared regions is one line of the policy file, and is said once.
  over: ({ storageClasses, backupLocations, statedPlaces, policy }) =>
    policy.allowedRegions === null
      ? thePlatform()
      : [
          ...storageClasses.filter(({ regions }) => regions.length > 0),
          ...backupLocations.filter(({ stores }) => stores.some(({ region }) => region !== null)),
          ...statedPlaces,
          ...thePlatform(),
        ],

  judge: {
    storageClass: ({ name, regions }, { policy }) => [
      ...regions.flatMap(({ path, region }) => outside(policy, `what the class ${name} makes`, region, path)),
      unseen(notSeenToRun(`the region of the class ${name}`, ofNodes)),
    ],
    backupLocation: ({ apiVersion, kind, name, stores }, { policy }) => [
      ...stores.flatMap(({ title, region, regionPath }) =>
        region === null || regionPath === null ? [] : outside(policy, title, region, regionPath),
      ),
      unseen(notSeenToRun(`the region of ${kind}/${name}`, shownBy({ apiVersion, kind }))),
    ],
    statedPlace: (place, { policy }) => [
      ...place.regions.flatMap(({ path, region }) => outside(policy, `${place.kind}/${place.name}`, region, path)),
      liesSomewhere(place) && policy.allowedRegions !== null
        ? pass('region-allowed', ...place.regions.map(({ path, region }) => here(path, region)), {
            regions: [...new Set(place.regions.map(({ region }) => region))].join(', '),
          })
        : unseen(notSeenToRun(`the region of ${place.kind}/${place.name}`, ofNodes)),
    ],
    platform: (_platform, { policy }) =>
      policy.allowedRegions === null ? unseen(undeclared) : unseen('backupLocations'),
  },
});

/** Whether it is there, and its labels were written by who made it: a node or a volume of a cluster. What others are to be made of is a wish. */
function liesSomewhere({ origin, apiVersion, kind }: Identified): boolean {
  return origin.api !== undefined && apiVersion === 'v1' && (kind === 'Node' || kind === 'PersistentVolume');
}

const undeclared = supplied(
  gap('not-collected', 'no regions are declared: write allowedRegions into the policy file kubecompass.yaml'),
  'policy-file',
);

const ofNodes = 'kubectl get nodes,persistentvolumes -L topology.kubernetes.io/region';

function outside({ allowedRegions }: Policy, what: string, region: string, path: string) {
  if (allowedRegions === null || allowedRegions.some((glob) => matchesGlob(glob, region))) return [];
  return [fault('region-not-allowed', here(path, region), { what, region, allowed: allowedRegions.join(', ') })];
}
