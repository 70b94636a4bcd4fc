import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, notApplicable, unseen } from '../../define-check.ts';

export const serviceMtls: Check = defineCheck({
  answers: 'network/service-mtls',
  title: 'Encryption between services',
  question: 'Is the traffic between services encrypted, and does each side prove who it is?',
  why: 'Between two pods lie nodes, switches and cloud networks that others share; whoever listens on one of them reads payments and passwords, and whoever is on it can pose as the other service.',
  fix: 'Demand mutual TLS (PeerAuthentication with mode STRICT), first for one namespace, then for the mesh.',
  needs: ['meshPolicies', 'networkEncryptions', 'strictServers'],
  reasons: {
    'as-above': 'it does not say that services prove themselves to each other, nor that they need not',
    'plain-taken': ['FFa', 'it switches mutual TLS off for {scope}, so their connections are plain text'],
    'plain-accepted': [
      'FPa',
      'it takes connections without TLS for {scope}, beside those with it',
      'Find who still connects without TLS (istio_requests_total with connection_security_policy="none"), then demand it.',
    ],
    'port-exempt': [
      'PPa',
      'it takes connections without TLS on {what}',
      'Let the callers of the port into the mesh, or move what must stay open, such as metrics, to a port that carries nothing else.',
    ],
    'plain-sent': [
      'FPa',
      'it tells clients to connect to {scope} without TLS',
      'Remove the tls of the rule, or set its mode to ISTIO_MUTUAL.',
    ],
    'plain-sent-in-part': [
      'PPa',
      'it tells clients to connect to {scope} without TLS on {what}',
      'Remove the tls of that part of the rule, or set its mode to ISTIO_MUTUAL.',
    ],
    'plain-refused': [
      'aaa',
      '{by} takes connections with TLS only, so calls that this rule sends without it fail',
      'Remove the tls of the rule: the mesh then encrypts by itself.',
    ],
    'not-heeded': [
      'aaa',
      '{why}, and the mesh does not heed such a rule: what it asks is not asked of anyone',
      'Move the rule into the namespace of the workloads that it selects, or take its selector away.',
    ],
  },

  over: ({ meshPolicies, networkEncryptions }) => [...meshPolicies, ...networkEncryptions],

  judge: {
    meshPolicy({ kind, name, side, scope, demand, path, exempt, ignored }, { strictServers: strict }) {
      if (ignored !== null)
        return [fault('not-heeded', here('spec.selector'), { why: ignored }), notApplicable('as-above')];
      const weaker = side === 'client' ? 'plain-sent' : demand === 'plain' ? 'plain-taken' : 'plain-accepted';
      const inPart = side === 'client' ? 'plain-sent-in-part' : 'port-exempt';
      const what = exempt.map((one) => one.what).join(', ');
      const isWeak = demand === 'plain' || demand === 'optional';
      const [first] = isWeak || exempt.length > 0 ? strict : [];
      return [
        ...(isWeak ? [fault(weaker, here(path), { scope })] : []),
        ...(exempt.length > 0 ? [fault(inPart, ...exempt.map((one) => here(one.path)), { what, scope })] : []),
        ...(first ? [fault('plain-refused', first, { by: `${first.kind}/${first.name}` })] : []),
        demand === null
          ? notApplicable('as-above')
          : unseen(
              notSeenToRun(
                `what ${kind}/${name} asks of connections (\`istioctl proxy-config secret POD\`, \`linkerd viz edges\` show it)`,
              ),
            ),
      ];
    },

    networkEncryption({ method, shownBy }) {
      return unseen(notSeenToRun(`encryption between nodes with ${method} (\`${shownBy}\` shows it)`));
    },
  },
});
