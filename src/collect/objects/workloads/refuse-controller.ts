import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses a controller of pods without a template or a selector, whose selector selects everything, or whose strategy is none.
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
  const [field, words] = kind === 'Deployment' ? deployments : others;
  const strategy = spec[field];
  if (!isRaw(strategy)) return;
  refuseWord(strategy['type'], ['spec', field, 'type'], words, refuse);
  if (strategy['type'] === 'Recreate' && isRaw(strategy['rollingUpdate']))
    refuse(['spec', field, 'rollingUpdate'], 'it may not stand beside the type Recreate');
}

const deployments = ['strategy', ['RollingUpdate', 'Recreate']] as const;
const others = ['updateStrategy', ['RollingUpdate', 'OnDelete']] as const;

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isEmpty(value: unknown): boolean {
  if (isMissing(value)) return true;
  return Array.isArray(value) ? value.length === 0 : isRaw(value) && Object.keys(value).length === 0;
}
