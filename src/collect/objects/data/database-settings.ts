import type { Database, Setting } from '../../../estate/database.ts';
import { type Fields, isRaw } from '../fields.ts';
import { pathOf } from './keeping.ts';

/** A setting of a database, and where it stands; without a field it is the default. */
export function setting<V>(is: V, fields?: Fields, key?: string, value: Setting<V>['value'] = null): Setting<V> {
  return { is, path: fields && key ? pathOf(fields, key) : null, value };
}

/** What keeps members apart is not read. */
export const unread = setting('unread' as const);

/** Another member takes over by itself. */
export const automatic = setting('automatic' as const);

/** Whether a cluster is told to follow another one: `replica` of CloudNativePG, `standby` of Patroni's. */
export function follows(spec: Fields): boolean {
  return ['replica', 'standby'].some((key) => {
    const settings = spec.value(key);
    return isRaw(settings) && settings['enabled'] !== false;
  });
}

/** A write waits for no other member. */
export const notWaiting: Database['acknowledged'] = setting(null);

/** Nothing archives what was written. */
export const notArchived: Setting<number | null> = setting(null);

/** How many members there are. */
export function membersAt(fields: Fields, key: string, otherwise: number | null): Setting<number | null> {
  const written = fields.integer(key);
  return written === null ? setting(otherwise) : setting(written, fields, key, written);
}

/** By what a topology key keeps members apart. */
export function spreadBy(
  fields: Fields,
  key: string,
  otherwise: Setting<'zone' | 'host' | 'unread'>,
): Database['spread'] {
  const written = fields.text(key);
  if (written === null || written === '') return otherwise;
  if (/\bzone$/.test(written)) return setting('zone', fields, key, written);
  return written === 'kubernetes.io/hostname' ? setting('host', fields, key, written) : unread;
}

/** What spreads members over zones by a constraint of its own; null without one. */
export function spreadConstraint(fields: Fields, key: string): Database['spread'] | null {
  const constraints = fields.objects(key);
  const byZone = constraints.find((one) => /\bzone$/.test(one.text('topologyKey') ?? ''));
  return byZone ? setting('zone', byZone, 'topologyKey', byZone.text('topologyKey')) : null;
}
