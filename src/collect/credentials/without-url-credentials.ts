/**
 * An address without what may be a credential: user and password, query and fragment. `https://bot:…@charts.example/app.tgz?token=…` becomes
 * `https://charts.example/app.tgz`. A password may hold any character, so all up to the last `@` goes where a colon stands that begins no port.
 */
export function withoutUrlCredentials(address: string): string {
  return address.replace(/(^|\/\/)(?:[^/]*@|[^/]*:(?!\/\/)(?!\d+(?:\/|$)).*@)/s, '$1').replace(/[?#].*$/s, '');
}
