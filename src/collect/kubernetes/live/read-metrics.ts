import type { ServerMetrics } from '../../../estate/live-cluster.ts';

const line = /^([a-z_]+)(?:\{([^}]*)\})? ([0-9.e+]+)$/;
const label = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g;

/** Reads what an API server counts of itself, in the text format of Prometheus. Of its thousands of lines some ten are kept. */
export function readMetrics(text: string): ServerMetrics {
  const encrypted: Record<string, number> = {};
  const auditLevels: Record<string, number> = {};
  const deprecatedAsked: { resource: string; removedIn: string }[] = [];
  let startedAt: string | null = null;
  let isOfKinds = true;
  let writtenPlain = 0;
  let [readPlain, auditEvents, auditErrors, signsInByIssuer] = [null as number | null, null as number | null, 0, false];
  for (const one of linesOf(text)) {
    const [, name = '', written = '', amount = '0'] = line.exec(one) ?? [];
    const value = Number(amount);
    const labels: Partial<Record<string, string>> = Object.fromEntries(
      [...written.matchAll(label)].map(([, key = '', said = '']) => [key, said]),
    );
    switch (name) {
      case 'apiserver_storage_transformation_operations_total': {
        const { transformer_prefix: prefix = '', transformation_type: type, status = 'OK', resource } = labels;
        if (resource === undefined) isOfKinds = false;
        // A configuration may encrypt other resources and not these.
        if (status !== 'OK' || resource !== 'secrets') break;
        // Each operation is counted twice, the second time under the name of its key.
        if (type === 'to_storage' && prefix.startsWith('k8s:enc:'))
          encrypted[prefix.replace(/:$/, '')] = (encrypted[prefix.replace(/:$/, '')] ?? 0) + value;
        // Where plain text comes first there is no prefix to write.
        if (type === 'to_storage' && prefix === '') writtenPlain += value;
        if (prefix === 'identity' || prefix.startsWith('k8s:enc:')) readPlain ??= 0;
        if (type === 'from_storage' && prefix === 'identity') readPlain = (readPlain ?? 0) + value;
        break;
      }
      case 'process_start_time_seconds':
        // Seconds of a year that a date can tell.
        if (value > 0 && value < 1e11) startedAt = new Date(value * 1000).toISOString();
        break;
      case 'apiserver_audit_event_total':
        auditEvents = (auditEvents ?? 0) + value;
        break;
      case 'apiserver_audit_level_total':
        auditLevels[labels['level'] ?? ''] = (auditLevels[labels['level'] ?? ''] ?? 0) + value;
        break;
      case 'apiserver_audit_error_total':
        auditErrors += value;
        break;
      case 'apiserver_authentication_jwt_authenticator_latency_seconds_count':
        if (value > 0 && labels['result'] !== 'failure') signsInByIssuer = true;
        break;
      case 'apiserver_requested_deprecated_apis':
        deprecatedAsked.push({
          resource: [labels['group'], labels['version'], labels['resource']].filter((one) => one).join('/'),
          removedIn: labels['removed_release'] ?? '',
        });
    }
  }
  return {
    // Where it does not say of what it counts writes, that none of Secrets is counted since says nothing.
    ...(startedAt !== null && isOfKinds && { startedAt }),
    encrypted,
    readPlain,
    ...(writtenPlain > 0 && { writtenPlain }),
    auditEvents,
    auditLevels,
    auditErrors,
    signsInByIssuer,
    deprecatedAsked: deprecatedAsked.toSorted((a, b) => (a.resource < b.resource ? -1 : 1)),
  };
}

/** The lines that may tell something: an API server writes some three megabytes. */
function* linesOf(text: string): Generator<string> {
  const wanted =
    /^(?:process_start_time_seconds|apiserver_(?:storage_transformation_operations_total|audit_(?:event|level|error)_total|authentication_jwt_authenticator_latency_seconds_count|requested_deprecated_apis))\b.*$/gm;
  for (const [one] of text.matchAll(wanted)) yield one;
}
