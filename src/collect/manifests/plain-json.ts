/** A value of a manifest as JSON, which knows no big integers. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));
}
