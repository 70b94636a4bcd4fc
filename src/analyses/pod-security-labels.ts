import type { Namespace } from '../estate/namespace.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';
import { type PodSecurityLevel, podSecurityLevels } from './pod-security-standard.ts';

/** What Pod Security Admission does about a pod that breaks a level: refuse it, write it to the audit log, or warn whoever applies it. */
export const podSecurityModes = ['enforce', 'audit', 'warn'] as const;

/** One of these. */
export type PodSecurityMode = (typeof podSecurityModes)[number];

/** What a namespace's labels ask for in one mode. */
export interface PodSecurityLabel {
  /** null: no label says, and the API server's own default counts, which no object shows. */
  readonly level: PodSecurityLevel | null;
  /** The version of the standard, 31 for v1.31; null where none is fixed, so that an upgrade of the cluster can make the same level stricter. */
  readonly minor: number | null;
}

/** What a namespace's labels ask of Pod Security Admission, as it reads them. */
export interface PodSecurityLabels extends Readonly<Record<PodSecurityMode, PodSecurityLabel>> {
  /** Whether the Namespace, and so its labels, was seen. */
  readonly seen: boolean;
  /** Labels whose values it cannot read, in their order. */
  readonly invalid: readonly { readonly label: string; readonly value: string }[];
}

const prefix = 'pod-security.kubernetes.io/';
const version = /^(?:latest|v1\.(0|[1-9][0-9]*))$/;

/** The label that gives a mode its level. */
export function levelLabel(mode: PodSecurityMode): string {
  return `${prefix}${mode}`;
}

/** The label that gives a mode its version. */
export function versionLabel(mode: PodSecurityMode): string {
  return `${prefix}${mode}-version`;
}

/** What a namespace's labels ask of Pod Security Admission. Source: kubernetes/pod-security-admission, api/helpers.go, PolicyToEvaluate. */
export const podSecurityLabels: Analysis<'namespace', PodSecurityLabels> = defineAnalysis({
  needs: [],
  per: 'namespace',
  compute: () => readLabels,
});

/** Reads the labels of one namespace. */
export function readLabels({ declared, labels }: Namespace): PodSecurityLabels {
  const invalid: { label: string; value: string }[] = [];

  function valueOf(label: string): string | null {
    return Object.hasOwn(labels, label) ? (labels[label] ?? '') : null;
  }

  function read(mode: PodSecurityMode): PodSecurityLabel {
    const level = valueOf(levelLabel(mode));
    const known = podSecurityLevels.find((one) => one === level);
    // Enforcing fails closed; a warning that cannot be read is none.
    const fallback = mode === 'enforce' ? 'restricted' : 'privileged';
    if (level !== null && known === undefined) invalid.push({ label: levelLabel(mode), value: level });
    const pin = valueOf(versionLabel(mode));
    const matched = pin === null ? null : version.exec(pin);
    if (pin !== null && !matched) invalid.push({ label: versionLabel(mode), value: pin });
    const minor = matched?.[1] === undefined ? null : Number(matched[1]);
    return { level: level === null ? null : (known ?? fallback), minor };
  }

  const [enforce, audit, warn] = [read('enforce'), read('audit'), read('warn')];
  // Without a warn label, one is warned at least of what is refused. An enforce level that cannot be read does not count here.
  const readable = !invalid.some(({ label }) => label === levelLabel('enforce'));
  const warnedToo = warn.level === null && enforce.level === 'restricted' && readable;
  return { seen: declared, enforce, audit, warn: warnedToo ? enforce : warn, invalid };
}
