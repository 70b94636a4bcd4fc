import type { Entrance } from '../estate/entrance.ts';
import type { FactName } from '../estate/facts.ts';
import { isHostKnown } from '../estate/host-name.ts';
import type { ManagedCertificate } from '../estate/managed-certificate.ts';
import { certificateGaps } from './certificate-gaps.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** What becomes of the certificates of an object. */
export interface ShownHosts {
  /** The hosts for which entrances of its namespace show it. */
  readonly hosts: readonly string[];
  readonly entrances: readonly Entrance[];
  /** A controller keeps its own certificate in it, so what stands in the file does not last; null where none does. */
  readonly managedBy: ManagedCertificate | null;
  /** What hides something given that would change this; null when nothing. */
  readonly hidden: FactName | null;
}

/** For which hosts the certificate of an object is shown, and whether a controller replaces it. */
export const shownHosts: Analysis<'certificateHolder', ShownHosts> = defineAnalysis({
  needs: ['entrances', 'managedCertificates'],
  per: 'certificateHolder',
  compute: ({ entrances, managedCertificates }) => {
    return ({ kind, name, namespace, places, clusters }, vantage) => {
      if (kind !== 'Secret') return { hosts: [], entrances: [], managedBy: null, hidden: null };
      const where = { namespace, places, clusters };
      const near = entrances.near(where, vantage);
      const managed = managedCertificates.near(where, vantage);
      const isManagementHidden = certificateGaps(managed, [name]).some(({ elsewhere }) => elsewhere !== true);
      const doors = near.found.flatMap((entrance) =>
        entrance.doors
          .filter(({ secrets }) => secrets.length === 1 && secrets[0] === name)
          .map((door) => ({ entrance, door })),
      );
      const hosts = doors.flatMap(({ door: { host } }) => (host !== null && isHostKnown(host) ? [host] : []));
      return {
        hosts: [...new Set(hosts)],
        entrances: [...new Set(doors.map(({ entrance }) => entrance))],
        managedBy: managed.found.find(({ secretName }) => secretName === name) ?? null,
        hidden: isManagementHidden ? 'managedCertificates' : near.settled ? null : 'entrances',
      };
    };
  },
});
