/** A name that something fills in later (`${HOST}`, `{{ .Values.host }}`) or makes up is not known yet. */
export function isHostKnown(host: string): boolean {
  return !/[\s${}<>]/.test(host);
}

/** Whether an entrance for one host (null: every host; `*.x`: all below) lets in requests for some of the other's. */
export function hostsMeet(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const below = (wildcard: string, host: string): boolean =>
    wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1));
  return below(a, b) || below(b, a);
}

/** Whether a certificate with these names is for a host: the star stands for one label (RFC 6125, section 6.4.3). */
export function namesHost(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  const parent = wanted.startsWith('*.') ? null : `*${wanted.slice(wanted.indexOf('.'))}`;
  return names.some((name) => name.toLowerCase() === wanted || name.toLowerCase() === parent);
}

/** Suffixes that no public name server answers for (RFC 6761, 6762, 8375; ICANN's .internal), and those that organisations use so. */
const insideSuffix = /(?:^|\.)(?:local|localhost|internal|intranet|lan|corp|home|home\.arpa|svc|private|localdomain)$/;

/** Whether a host is only known inside of a network: a single label, or a suffix for such names. */
export function isInsideHost(host: string): boolean {
  const name = host.toLowerCase();
  return isHostKnown(name) && (!name.includes('.') || insideSuffix.test(name));
}
