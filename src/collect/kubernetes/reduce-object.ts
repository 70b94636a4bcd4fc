import type { CredentialCarrier } from '../../estate/credential.ts';
import { mostFound } from '../credentials/found-credential.ts';
import { readCredentials } from '../credentials/read-credentials.ts';
import { mayCarryCredentials } from '../credentials/may-carry-credentials.ts';
import { Fields, isRaw, MalformedField, type Raw } from '../objects/fields.ts';
import { readHead } from '../objects/object-metadata.ts';
import { originOfLive } from './origin-of-live.ts';
import type { KindList } from './cluster-record.ts';
import { takeOutClear, takenOut } from './take-out-clear.ts';
import { takeOutOpaque } from './take-out-opaque.ts';

/** An object without what nobody may see, and the credentials that stood in it. */
export interface Reduced {
  readonly object: Raw;
  readonly carrier: CredentialCarrier | null;
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Takes out of an object of a cluster, before anything keeps it: who changed which field (`managedFields`), the copy that kubectl keeps of it, every value
 * of a Secret but public certificates, every value in which a credential was found or that stands under a clear name of one, and every message of a status. What is left is what a snapshot holds. Of what was made by something
 * that was told (`isMadeByKnown`) only where it is and how it is: its maker speaks for the rest.
 */
export function reduceObject(raw: Raw, list: KindList, isMadeByKnown = false): Reduced {
  if (list.isHeads) return { object: headOf(raw), carrier: null };
  if (isMadeByKnown) return { object: bonesOf(raw), carrier: null };
  const metadata = isRaw(raw['metadata']) ? withoutBulk(raw['metadata']) : raw['metadata'];
  const bare: Raw = {
    ...raw,
    metadata,
    ...(list.group === '' && list.kind === 'Pod' && isRaw(raw['status']) && { status: podStatusOf(raw['status']) }),
  };
  if (list.group === '' && list.kind === 'Secret') return { object: takeOutClear(withoutValues(bare)), carrier: null };
  if (mayCarryCredentials(String(raw['apiVersion']), list.kind) === 'never')
    return { object: takeOutClear(bare), carrier: null };
  const carrier = carrierOf(bare, list);
  if (carrier === 'unreadable') return { object: takeOutClear(bare), carrier: null };
  return { object: takeOutClear(withoutAll(bare, carrier, list)), carrier };
}

/** An object with nothing but its name and what made it. */
function headOf({ apiVersion, kind, metadata }: Raw): Raw {
  if (!isRaw(metadata)) return { apiVersion, kind, metadata };
  const { name, namespace, uid, resourceVersion, ownerReferences } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, uid, resourceVersion, ownerReferences } };
}

/** A pod, or what stands between it and its maker: where it is and how it is. */
function bonesOf(raw: Raw): Raw {
  const { apiVersion, kind, metadata } = headOf(raw);
  const { labels, creationTimestamp, deletionTimestamp } = isRaw(raw['metadata']) ? raw['metadata'] : {};
  const spec = isRaw(raw['spec']) ? raw['spec'] : null;
  return {
    apiVersion,
    kind,
    metadata: isRaw(metadata) ? { ...metadata, labels, creationTimestamp, deletionTimestamp } : metadata,
    ...(spec && { spec: { nodeName: spec['nodeName'], replicas: spec['replicas'] } }),
    ...(isRaw(raw['status']) && { status: podStatusOf(raw['status']) }),
  };
}

function podStatusOf({ phase, conditions, containerStatuses, initContainerStatuses }: Raw): Raw {
  return {
    phase,
    conditions: withoutMessages(conditions),
    containerStatuses: containersOf(containerStatuses),
    initContainerStatuses: containersOf(initContainerStatuses),
  };
}

function withoutMessages(conditions: unknown): unknown {
  if (!Array.isArray(conditions)) return conditions;
  return conditions.map((one: unknown) => {
    if (!isRaw(one)) return one;
    const { type, status, reason, lastTransitionTime } = one;
    return { type, status, reason, lastTransitionTime };
  });
}

function containersOf(statuses: unknown): unknown {
  if (!Array.isArray(statuses)) return statuses;
  return statuses.map((one: unknown) => {
    if (!isRaw(one)) return one;
    const { name, ready, restartCount, state, lastState, image, imageID } = one;
    return { name, ready, restartCount, state: stateOf(state), lastState: stateOf(lastState), image, imageID };
  });
}

/** A state of a container without its message, which may hold anything that the container wrote. */
function stateOf(state: unknown): unknown {
  if (!isRaw(state)) return state;
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => {
      if (!isRaw(value)) return [key, value];
      const { reason, exitCode } = value;
      return [key, { reason, exitCode }];
    }),
  );
}

function carrierOf(raw: Raw, list: KindList): CredentialCarrier | null | 'unreadable' {
  try {
    const fields = new Fields(raw);
    const namespace = fields.objectOrEmpty('metadata').text('namespace') ?? '';
    return readCredentials(readHead(fields, namespace, [''], originOfLive(raw, list)), false);
  } catch (error) {
    // Whoever reads the object next says what is wrong with it.
    if (error instanceof MalformedField) return 'unreadable';
    throw error;
  }
}

function withoutBulk(metadata: Raw): Raw {
  const { managedFields: _managed, annotations, ...rest } = metadata;
  if (!isRaw(annotations)) return annotations === undefined ? rest : { ...rest, annotations };
  const { [lastApplied]: _applied, ...others } = annotations;
  return { ...rest, annotations: others };
}

/** A Secret with its keys, its type, the keys of its annotations and its public certificates. */
function withoutValues(secret: Raw): Raw {
  const { stringData: _written, data, ...others } = secret;
  const rest: Raw = isRaw(others['metadata'])
    ? { ...others, metadata: withoutLabelValues(withoutAnnotationValues(others['metadata'])) }
    : { ...others, metadata: {} };
  if (!isRaw(data)) return data === undefined ? rest : { ...rest, data: {} };
  return { ...rest, data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, publicPart(value)])) };
}

function withoutAnnotationValues(metadata: Raw): Raw {
  const { annotations } = metadata;
  if (!isRaw(annotations)) return annotations === undefined ? metadata : { ...metadata, annotations: {} };
  const kept = Object.entries(annotations).map(([key, value]) => [key, namesOthers.test(key) ? value : takenOut]);
  return { ...metadata, annotations: Object.fromEntries(kept) as Raw };
}

/** Its labels tell tools which Secrets are theirs; what looks as if a machine had made it tells nobody. */
function withoutLabelValues(metadata: Raw): Raw {
  const { labels } = metadata;
  if (!isRaw(labels)) return metadata;
  const kept = Object.entries(labels).map(([key, value]) => [
    key,
    typeof value === 'string' ? takeOutOpaque(value, key) : value,
  ]);
  return { ...metadata, labels: Object.fromEntries(kept) as Raw };
}

/** Annotations of a Secret that name what it belongs to: its account, its certificate. */
const namesOthers = /^(?:kubernetes\.io\/service-account\.|cert-manager\.io\/)/;

/** The certificates; everybody who connects is shown these. */
function publicPart(value: unknown): string {
  if (typeof value !== 'string') return takenOut;
  const text = Buffer.from(value, 'base64').toString('latin1');
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g);
  // What stands beside them may be a key, or words of whoever wrote them.
  return certificates === null ? takenOut : Buffer.from(`${certificates.join('\n')}\n`, 'latin1').toString('base64');
}

/** An object without what was found in it, and without what is found when that is gone: so many are told apart at once. */
function withoutAll(raw: Raw, carrier: CredentialCarrier | null, list: KindList): Raw {
  let [left, found] = [raw, carrier];
  while (found !== null && found.credentials.length > 0) {
    left = withoutFound(left, found);
    if (found.credentials.length < mostFound) break;
    const next = carrierOf(left, list);
    // What cannot be emptied is found again.
    if (next === 'unreadable' || next?.credentials[0]?.path === found.credentials[0]?.path) break;
    found = next;
  }
  return left;
}

function withoutFound(raw: Raw, carrier: CredentialCarrier | null): Raw {
  if (carrier === null || carrier.credentials.length === 0) return raw;
  const copy = structuredClone(raw);
  for (const { path } of carrier.credentials) blank(copy, path);
  return copy;
}

/** Empties the text that a path as `writePath` writes it leads to. */
function blank(object: Raw, path: string): void {
  const steps = [...path.matchAll(/\.?(?:\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+))/g)].map(
    ([, index, quoted, name]): string =>
      index ?? (quoted === undefined ? (name as string) : (JSON.parse(quoted) as string)),
  );
  let at: unknown = object;
  for (const step of steps.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return;
    at = (at as Record<string, unknown>)[step];
  }
  const last = steps.at(-1);
  if (typeof at !== 'object' || at === null || last === undefined || !Object.hasOwn(at, last)) return;
  (at as Record<string, unknown>)[last] = takenOut;
}
