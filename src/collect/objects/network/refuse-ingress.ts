import { isRaw, type Raw } from '../fields.ts';
import { type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses an Ingress with a path of no type; `v1beta1` had a default for it.
 * Source: k8s.io/kubernetes pkg/apis/networking/validation (validateHTTPIngressPath).
 */
export function refuseIngress({ rules }: Raw, refuse: Refuse): void {
  if (!Array.isArray(rules)) return;
  rules.forEach((rule: unknown, nth) => {
    const http = isRaw(rule) ? rule['http'] : undefined;
    const paths: unknown = isRaw(http) ? http['paths'] : undefined;
    if (!Array.isArray(paths)) return;
    paths.forEach((path: unknown, index) => {
      if (!isRaw(path)) return;
      const at = ['spec', 'rules', nth, 'http', 'paths', index, 'pathType'];
      const { pathType } = path;
      if (pathType === undefined || pathType === null)
        refuse.missing(at, 'it must be Exact, Prefix or ImplementationSpecific');
      refuseWord(pathType, at, ['Exact', 'Prefix', 'ImplementationSpecific'], refuse);
    });
  });
}
