import type { ReasonWords } from '../../define-check.ts';

type LabelFault = 'enforced-too-low' | 'not-warned' | 'label-invalid' | 'version-unpinned';

/** What is said of the Pod Security labels of a namespace. */
export const labelWords: Readonly<Record<LabelFault, ReasonWords>> = {
  'enforced-too-low': [
    'FFF',
    'its labels enforce {level}, and its tier demands {needed}',
    'First label the Namespace with pod-security.kubernetes.io/warn: {needed} and mend what that shows; then set pod-security.kubernetes.io/enforce: {needed}.',
  ],
  'not-warned': [
    'aPa',
    'its labels warn about what breaks {level} only, so nobody hears of what the restricted level forbids',
    'Label the Namespace with pod-security.kubernetes.io/warn: restricted, which refuses nothing.',
  ],
  'label-invalid': [
    'FFF',
    'a Pod Security label of it has a value that does not exist: a new Namespace is refused, and on an old one enforce then means restricted and a warning is lost',
    'Give the label a value that exists: privileged, baseline or restricted for a level, latest or v1.N for a version.',
  ],
  'version-unpinned': [
    'aaa',
    'its labels fix no version of the standard, so an upgrade of the cluster can refuse pods that were allowed before',
    'Set the label pod-security.kubernetes.io/enforce-version to the minor version of the cluster (v1.N), and raise it after each upgrade; leave warn at latest.',
  ],
};
