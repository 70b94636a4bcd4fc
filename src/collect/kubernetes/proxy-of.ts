import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * The proxy through which an address is asked, by the variables that kubectl heeds (HTTPS_PROXY, HTTP_PROXY, NO_PROXY; golang.org/x/net/http/httpproxy); null
 * for none. This machine is always asked directly.
 */
export function proxyOf(server: string, env: Environment): string | null {
  const { protocol, hostname, port } = new URL(server);
  const isSecure = protocol === 'https:';
  const named = isSecure ? either(env, 'HTTPS_PROXY') : either(env, 'HTTP_PROXY');
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (named === '' || isLoopback(host)) return null;
  const own = port || (isSecure ? '443' : '80');
  const isSpared = either(env, 'NO_PROXY')
    .split(',')
    .some((one) => sparesHost(one.trim().toLowerCase(), host, own));
  if (isSpared) return null;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`;
}

function either(env: Environment, name: string): string {
  return (env[name] || env[name.toLowerCase()] || '').trim();
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** An address, a range of addresses, a name and those below it (`.a.b`: those below it alone), each with or without a port; `*` is all. */
function sparesHost(rule: string, host: string, port: string): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const [, range, bits] = /^([^/]+)\/(\d{1,3})$/.exec(rule) ?? [];
  if (range !== undefined) return isWithin(host, range, Number(bits));
  const [, name = rule, only] = /^(\[.+\]|[^:]+):(\d+)$/.exec(rule) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return isWithin(host, bare, isIP(bare) === 4 ? 32 : 128);
  const domain = bare.replace(/^\*(?=\.)/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function isWithin(host: string, range: string, bits: number): boolean {
  const family = isIP(range);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(range, bits, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
