import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';
import { refuseRollout } from './refuse-rollout.ts';

/**
 * Refuses a controller of pods without a template or a selector, whose selector selects everything, or whose strategy or numbers are none.
 * Source: k8s.io/kubernetes pkg/apis/apps/validation (ValidateDeploymentSpec, ValidateDeploymentStrategy).
 */
export function refuseController(spec: Raw, refuse: Refuse, kind: string): void {
  const { selector, template } = spec;
  const metadata = isRaw(template) ? template['metadata'] : undefined;
  if (isMissing(template)) refuse.missing(['spec', 'template']);
  if (isMissing(selector)) refuse.missing(['spec', 'selector'], 'it must select the pods of its own template');
  // Where the template has no labels either, a kustomization gives both.
  const isLabelled = isRaw(metadata) && !isEmpty(metadata['labels']);
  if (isLabelled && isRaw(selector) && Object.values(selector).every(isEmpty))
    refuse(['spec', 'selector'], 'it is empty; it must select the pods of its own template');
  refuseRollout(spec, refuse, kind);
  refuseWord(spec['podManagementPolicy'], ['spec', 'podManagementPolicy'], ['OrderedReady', 'Parallel'], refuse);
  for (const key of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'])
    if (typeof spec[key] === 'number' && spec[key] < 0) refuse(['spec', key], 'it is below zero');
  const { minReadySeconds: ready = 0, progressDeadlineSeconds: deadline } = spec;
  if (typeof deadline === 'number' && typeof ready === 'number' && deadline <= ready)
    refuse.together(['spec', 'progressDeadlineSeconds'], 'it must be more than minReadySeconds');
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isEmpty(value: unknown): boolean {
  if (isMissing(value)) return true;
  return Array.isArray(value) ? value.length === 0 : isRaw(value) && Object.keys(value).length === 0;
}
