const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

/**
 * Milliseconds of a duration as Prometheus, Alertmanager and Loki write it: whole numbers with units from years to milliseconds, each once and in that
 * order, such as `5m`, `1h30m`, `90d`, `1y`; `0` alone needs no unit. A day has 24 hours, a year 365 days. null for anything else.
 * Source: prometheus/common, model.ParseDuration.
 */
export function parsePrometheusDuration(text: string): number | null {
  if (text === '0') return 0;
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (!match || text === '') return null;
  const units = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];
  const total = units.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * (milliseconds[unit] ?? 0), 0);
  return total > Number.MAX_SAFE_INTEGER ? null : total;
}
