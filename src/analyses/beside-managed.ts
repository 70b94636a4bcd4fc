import { notStated } from '../estate/identity.ts';
import type { ManagedSecret } from '../estate/managed-secret.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** A secret that a manager brings into the namespace of a carrier, which it could have brought as well. */
export interface BesideManaged {
  /** The first of them; null where none is seen, and where the carrier may be what opens the manager's store. */
  readonly managed: ManagedSecret | null;
}

/** Whether a manager of secrets serves the namespace in which an object stands, so that it could serve this one too. */
export const besideManaged: Analysis<'credentialCarrier', BesideManaged> = defineAnalysis({
  needs: ['managedSecrets', 'secretStores'],
  per: 'credentialCarrier',
  compute: ({ managedSecrets, secretStores }) => {
    const stores = secretStores.all();
    const keys = new Set(stores.found.flatMap(({ openedWith }) => openedWith));
    return (carrier, vantage) => ({
      managed:
        carrier.namespace === notStated || !stores.settled || keys.has(carrier.name)
          ? null
          : (managedSecrets.near(carrier, vantage).found[0] ?? null),
    });
  },
});
