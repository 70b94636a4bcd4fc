import { levelPath } from '../../../analyses/pod-security-labels.ts';
import { definePatch, type Patch, set } from '../../define-patch.ts';

export const podSecurityPatches: readonly Patch[] = [
  definePatch({
    answers: 'workload/pod-security',
    fixes: ['not-warned'],
    of: 'namespace',
    needs: [],
    // A warning refuses nothing.
    risk: null,
    make: (namespace) => [set(namespace, levelPath('warn'), 'restricted')],
  }),
];
