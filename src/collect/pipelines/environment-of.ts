import { isRaw } from '../objects/fields.ts';
import type { Environment } from './scan-command.ts';

/** A map of names and values as texts; empty where it is none, such as an expression that makes one. */
export function environmentOf(value: unknown): Environment {
  if (!isRaw(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [[name, String(one)]] : [],
    ),
  );
}
