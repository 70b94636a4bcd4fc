import type { Assessment, Finding, FindingEvidence, FindingSubject } from '../../assessment/assessment.ts';
import { showInvisible } from '../show-invisible.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { showValue } from '../terminal/show-value.ts';
import type { ArtifactLocation, Location } from './sarif-log.ts';

/** The folder from which the files were named; who reads the report knows where it is. */
export const folderBase = '%SRCROOT%';

/** The API server that gave the objects. */
export const clusterBase = 'CLUSTER';

/** Where somebody declares of a platform what stands in no object. */
const policyFile = 'kubecompass.yaml';

/** Where a place is that is a whole file: viewers and code scanning want a line. */
export const begin: NonNullable<Location['physicalLocation']['region']> = { startLine: 1, startColumn: 1 };

/** The file that a result without any stands at: code scanning refuses a whole report in which one stands nowhere. */
export function placeOfPlatform({ policy }: Pick<Assessment, 'policy'>): Location['physicalLocation'] {
  return { artifactLocation: artifactAt(policy ?? policyFile), region: begin };
}

/** Where a finding stands: the first place that its evidence names, with the subject that it is about. */
export function locateFinding({ subject, evidence }: Finding, assessment: Assessment): Location {
  const first = evidence.find(({ source }) => source !== null);
  return {
    physicalLocation: first?.source ? placeOf(first.source) : placeOfPlatform(assessment),
    logicalLocations: [
      {
        name: showInvisible(subject.name || subject.kind),
        fullyQualifiedName: showInvisible(qualify(subject)),
        kind: 'resource',
      },
    ],
    ...(first && first.path !== null ? { message: { text: sayField(first) } } : {}),
  };
}

/** The other places that the evidence of a finding names. */
export function locateRest({ evidence }: Finding): Location[] {
  const placed = evidence.filter(({ source }) => source !== null);
  return placed.slice(1).map((one, index) => ({
    id: index + 1,
    physicalLocation: placeOf(one.source as NonNullable<FindingEvidence['source']>),
    message: { text: sayField(one) },
  }));
}

/** A place in a file of manifests; of an object of a cluster the begin of what its path in the API gives. */
function placeOf({ file, line, column, api }: NonNullable<FindingEvidence['source']>): Location['physicalLocation'] {
  if (api)
    return { artifactLocation: { uri: encodePath(file.replace(/^\/+/, '')), uriBaseId: clusterBase }, region: begin };
  return { artifactLocation: artifactAt(file), region: { startLine: line, startColumn: column } };
}

/** A file by its address: below the folder from which it was named, or by itself where it was named from the root. */
export function artifactAt(file: string): ArtifactLocation {
  if (file === '-') return { uri: 'stdin' };
  const path = file.replaceAll('\\', '/');
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encodePath(path.slice(2))}` };
  if (path.startsWith('/')) return { uri: `file://${encodePath(path)}` };
  return { uri: encodePath(path.replace(/^(?:\.\/+)+/, '')), uriBaseId: folderBase };
}

/** Percent-encodes what a path may hold and an address may not; half a surrogate pair has no address. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

/** A subject by all that tells it from others. */
function qualify({ apiVersion, kind, namespace, name, container, scope }: FindingSubject): string {
  const parts = [apiVersion, kind, namespace, name, container].filter((part) => part !== '' && part !== undefined);
  return scope === undefined ? parts.join('/') : `${parts.join('/')} in ${scope === '' ? '.' : scope}`;
}

/** The object and the field, with the value that was seen there. */
function sayField({ path, value, ...object }: FindingEvidence): string {
  const field = path === null ? nameSubject(object) : value === undefined ? path : `${path} ${showValue(value)}`;
  return showInvisible(field.replaceAll('\u00a0', ' '));
}
