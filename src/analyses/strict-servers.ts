import type { MeshPolicy } from '../estate/mesh-policy.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** For a rule that says how clients connect: what tells the services of that namespace, or of the whole mesh, to take encrypted connections only. */
export const strictServers: Analysis<'meshPolicy', readonly MeshPolicy[]> = defineAnalysis({
  needs: ['meshPolicies'],
  per: 'meshPolicy',
  compute: ({ meshPolicies }) => {
    const servers = meshPolicies.items.filter(({ side, ignored }) => side === 'server' && ignored === null);
    const ofNamespace = Map.groupBy(
      servers.filter(({ speaksFor, servesPlatform }) => speaksFor !== null && !servesPlatform),
      ({ speaksFor }) => speaksFor,
    );
    const ofMesh = servers.filter(({ servesPlatform }) => servesPlatform);
    return ({ side, speaksFor }) => {
      if (side === 'server' || speaksFor === null) return [];
      // What the namespace says goes before what the mesh says.
      const nearer = (ofNamespace.get(speaksFor) ?? []).filter(({ demand }) => demand !== null);
      const deciding = nearer.length > 0 ? nearer : ofMesh;
      return deciding.every(({ demand }) => demand === 'encrypted') ? deciding : [];
    };
  },
});
