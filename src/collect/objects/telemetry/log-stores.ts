import type { LogKeeping, LogStore } from '../../../estate/log-store.ts';
import { parsePrometheusDuration } from '../../../estate/prometheus-duration.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { Fields, isRaw, MalformedField, writePath } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { isPlaceholder } from '../scope.ts';

const hour = 3_600_000;
const day = 24 * hour;

function store({ head }: Subject, keeps: readonly (LogKeeping | null)[]): LogStore | null {
  const stated = keeps.filter((one) => one !== null);
  return stated.length === 0 ? null : { ...head, noun: 'logStore', keeps: stated, servesPlatform: true };
}

/** Reads a LokiStack: whole days for all, for a tenant and for streams that a selector names. */
export function readLokiStack(subject: Subject): LogStore | null {
  const limits = subject.spec.objectOrEmpty('limits');
  const tenants = limits.objectOrEmpty('tenants');
  return store(subject, [
    ...readLokiRetention(limits.objectOrEmpty('global'), 'all logs'),
    ...Object.keys(tenants.raw).flatMap((tenant) =>
      readLokiRetention(tenants.objectOrEmpty(tenant), `logs of the tenant ${tenant}`),
    ),
  ]);
}

function readLokiRetention(limits: Fields, what: string): (LogKeeping | null)[] {
  const retention = limits.objectOrEmpty('retention');
  return [
    wholeDays(retention, 'days', what),
    ...retention
      .objects('streams')
      .map((stream) => wholeDays(stream, 'days', `${what} with ${stream.text('selector') ?? 'a selector'}`)),
  ];
}

function wholeDays(fields: Fields, key: string, what: string): LogKeeping | null {
  const days = fields.integer(key);
  if (days === null) return null;
  const path = writePath([...fields.path, key]);
  return { logs: sortOf(what), what, days: days === 0 ? null : days, path, written: `${days} d` };
}

/** Reads a ConfigMap or a Secret that holds the configuration of Loki. */
export function readLokiFile(subject: Subject): LogStore | null {
  const { fields, head } = subject;
  const keeps = ['data', 'stringData'].flatMap((map) => {
    const { raw } = fields.objectOrEmpty(map);
    return Object.entries(raw).flatMap(([key, value]) => {
      if (typeof value !== 'string' || !/\.ya?ml$/.test(key)) return [];
      const text = map === 'data' && head.kind === 'Secret' ? Buffer.from(value, 'base64').toString('utf8') : value;
      if (!/^schema_config\s*:/m.test(text) || !/\bretention_/.test(text)) return [];
      const [document] = readDocuments(text);
      return isRaw(document?.value)
        ? readLokiConfiguration(new Fields(document.value, new Fields({}), [map, key]))
        : [];
    });
  });
  return store(subject, keeps);
}

/** Nothing is deleted unless the compactor is told to. A selector with `audit` in it is taken for audit logs. */
function readLokiConfiguration(loki: Fields): (LogKeeping | null)[] {
  const deletes = loki.objectOrNone('compactor').value('retention_enabled') === true;
  const limits = loki.objectOrNone('limits_config');
  if (!deletes) return [];
  return [
    span(limits, 'retention_period', 'all logs', parseLoki),
    ...limits
      .objects('retention_stream')
      .map((stream) => span(stream, 'period', `logs with ${stream.text('selector') ?? 'a selector'}`, parseLoki)),
  ];
}

/** As Prometheus, or as Go writes hours with minutes behind them; 0 keeps for ever. */
const parseLoki = parsePrometheusDuration;

/** Reads a ClusterLogging of OpenShift. */
export function readClusterLogging(subject: Subject): LogStore | null {
  const policy = subject.spec.objectOrEmpty('logStore').objectOrEmpty('retentionPolicy');
  return store(
    subject,
    ['application', 'infra', 'audit'].map((sort) =>
      span(policy.objectOrEmpty(sort), 'maxAge', `${sort} logs`, parseElastic),
    ),
  );
}

/** Reads a StackConfigPolicy of Elastic: indexes are deleted when the delete phase begins, counted from their rollover. */
export function readStackConfigPolicy(subject: Subject): LogStore | null {
  const policies = subject.spec.objectOrEmpty('elasticsearch').objectOrEmpty('indexLifecyclePolicies');
  return store(
    subject,
    Object.keys(policies.raw).map((name) => {
      const phases = policies.objectOrEmpty(name).objectOrEmpty('phases');
      return span(phases.objectOrEmpty('delete'), 'min_age', `indexes with the policy ${name}`, parseElastic);
    }),
  );
}

/** Milliseconds of one number with one unit, as Elasticsearch and OpenShift's logging write it. */
function parseElastic(text: string): number | null {
  const [, number, unit] = /^(\d{1,9})(w|d|h|H|m|s|ms)$/.exec(text) ?? [];
  const scale = { w: 7 * day, d: day, h: hour, H: hour, m: 60_000, s: 1000, ms: 1 }[unit ?? ''];
  return scale === undefined ? null : Number(number) * scale;
}

/** Reads a VLogs, VLSingle or VLCluster of VictoriaLogs. */
export function readVictoriaLogs(subject: Subject): LogStore | null {
  const { spec } = subject;
  const storage = spec.objectOrNone('vlstorage');
  return store(subject, [
    span(spec.has('retentionPeriod') ? spec : storage, 'retentionPeriod', 'all logs', parseVictoria),
  ]);
}

/** Months where no unit is written. Source: VictoriaLogs, "Retention". */
function parseVictoria(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) * 31 * day : parsePrometheusDuration(text);
}

/** Reads a log group of a cloud that an object in the cluster declares: whole days, none for ever. */
export function readLogGroup(subject: Subject): LogStore | null {
  const { spec, head } = subject;
  const given = spec.has('forProvider') ? spec.objectOrEmpty('forProvider') : spec;
  const key = ['retentionDays', 'retentionInDays'].find((one) => given.has(one));
  const name = spec.text('name') ?? spec.text('resourceID') ?? head.name;
  return store(subject, [key === undefined ? null : wholeDays(given, key, `logs of the group ${name}`)]);
}

function span(fields: Fields, key: string, what: string, parse: (text: string) => number | null): LogKeeping | null {
  const value = fields.integerOrText(key);
  if (value === null || value === '') return null;
  const written = String(value);
  const path = [...fields.path, key];
  if (isPlaceholder(written)) return null;
  const milliseconds = parse(written);
  if (milliseconds === null)
    throw new MalformedField(path, `${writePath(path)}: expected how long logs are kept, such as 30d`);
  return {
    logs: sortOf(what),
    what,
    days: milliseconds === 0 ? null : milliseconds / day,
    path: writePath(path),
    written,
  };
}

/** By name, and by the name of the group in which a managed control plane of EKS writes its own. */
function sortOf(what: string): LogKeeping['logs'] {
  return /audit/i.test(what) || /\/aws\/eks\/[^/]+\/cluster$/.test(what) ? 'audit' : 'any';
}
