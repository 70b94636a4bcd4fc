import { expect, test } from 'vitest';
import { proxyOf } from './proxy-of.ts';

const proxy = 'http://proxy.bank.example:3128';
const server = 'https://api.prod.bank.example:6443';

test.each<[string, string, Record<string, string>, string | null]>([
  ['none is named', server, {}, null],
  ['one is named', server, { HTTPS_PROXY: proxy }, proxy],
  ['in small letters', server, { https_proxy: proxy }, proxy],
  ['without a scheme', server, { HTTPS_PROXY: 'proxy.bank.example:3128' }, proxy],
  ['of SOCKS', server, { HTTPS_PROXY: 'socks5://proxy:1080' }, 'socks5://proxy:1080'],
  ['that of HTTP is not for HTTPS', server, { HTTP_PROXY: proxy }, null],
  ['and that of HTTPS is not for HTTP', 'http://api.prod.bank.example', { HTTPS_PROXY: proxy }, null],
  ['that of HTTP', 'http://api.prod.bank.example', { HTTP_PROXY: proxy }, proxy],
  ['this machine is asked directly', 'https://localhost:6443', { HTTPS_PROXY: proxy }, null],
  ['by its address too', 'https://127.0.0.1:6443', { HTTPS_PROXY: proxy }, null],
  ['and of IPv6', 'https://[::1]:6443', { HTTPS_PROXY: proxy }, null],
  ['all are spared', server, { HTTPS_PROXY: proxy, NO_PROXY: '*' }, null],
  ['its name is spared', server, { HTTPS_PROXY: proxy, NO_PROXY: 'a.example, API.prod.bank.example' }, null],
  ['what it is below of is spared', server, { HTTPS_PROXY: proxy, no_proxy: 'bank.example' }, null],
  ['with a dot', server, { HTTPS_PROXY: proxy, NO_PROXY: '.bank.example' }, null],
  ['with a star', server, { HTTPS_PROXY: proxy, NO_PROXY: '*.bank.example' }, null],
  ['with its port', server, { HTTPS_PROXY: proxy, NO_PROXY: 'bank.example:6443' }, null],
  ['with another port', server, { HTTPS_PROXY: proxy, NO_PROXY: 'bank.example:443' }, proxy],
  ['a name that only ends alike is not', server, { HTTPS_PROXY: proxy, NO_PROXY: 'ank.example' }, proxy],
  ['a dot spares no name by itself', 'https://bank.example', { HTTPS_PROXY: proxy, NO_PROXY: '.bank.example' }, proxy],
  ['an address is spared', 'https://10.1.2.3:6443', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, null],
  ['a range of addresses', 'https://10.1.2.3:6443', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, null],
  ['another range', 'https://11.1.2.3:6443', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, proxy],
  ['a range of IPv6', 'https://[fd00::1]:6443', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, null],
  ['a range spares no name', server, { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8,0.0.0.0/99,' }, proxy],
])('%s', (_name, address, env, expected) => expect(proxyOf(address, env)).toBe(expected));
