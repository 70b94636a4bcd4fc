import type { ProxyIs } from './open-connection.ts';

/** Why an API server cannot be asked, in words of whoever has to mend it. */
export interface Explained {
  readonly why: string;
  readonly hint: string;
}

/**
 * Says what is behind a connection that failed; null where nothing more is known than what failed. `detail`: of the gap that it became; `proxy`: what is
 * asked in between, and what is known of it.
 */
export function explainSilence(
  detail: string,
  context: string,
  proxy: string | null = null,
  is: ProxyIs = { withUser: false, ofKubeconfig: false },
): Explained | null {
  if (proxy !== null) {
    const explained = explainProxy(detail, proxy, is);
    if (explained) return explained;
  }
  for (const [pattern, why, hint] of known) {
    if (pattern.test(detail)) return { why, hint: hint(context) };
  }
  return null;
}

/** What cannot be reached is the proxy, and not the server behind it. */
function explainProxy(detail: string, proxy: string, { withUser, ofKubeconfig }: ProxyIs): Explained | null {
  const [, status] = /proxy answers with status (\d+)/.exec(detail) ?? [];
  const where = 'Look at proxy-url of its cluster in the kubeconfig, else at HTTPS_PROXY and NO_PROXY.';
  const named = ofKubeconfig ? 'proxy-url of its cluster in the kubeconfig' : 'HTTPS_PROXY or HTTP_PROXY';
  // What a kubeconfig names, NO_PROXY does not spare.
  const spare = ofKubeconfig ? '' : ', or set NO_PROXY for the API server';
  if (status === '407' && withUser)
    return {
      why: `the proxy ${proxy} does not accept the credentials in its address (407)`,
      hint: `Correct user and password in ${named} (with %-escapes for :, @ and /)${spare}.`,
    };
  if (status === '407')
    return {
      why: `the proxy ${proxy} asks for credentials (407)`,
      hint: `Put them into ${named} (http://user:password@host:port)${spare}.`,
    };
  if (status !== undefined) return { why: `the proxy ${proxy} does not let it through (${status})`, hint: where };
  if (/ECONNREFUSED/.test(detail)) return { why: `nothing listens at the proxy ${proxy}`, hint: where };
  if (/ENOTFOUND|EAI_AGAIN/.test(detail)) return { why: `the name of the proxy ${proxy} cannot be found`, hint: where };
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|proxy gives no answer|no answer within/.test(detail))
    return { why: `the proxy ${proxy} gives no answer in time`, hint: where };
  if (/ECONNRESET|EPROTO|ERR_SSL|HPE_INVALID|WRONG_VERSION_NUMBER|socket hang up/.test(detail))
    return { why: `the proxy ${proxy} ends the connection, or answers in its own words`, hint: where };
  return null;
}

type Known = readonly [RegExp, string, (context: string) => string];

const authority = (context: string): string =>
  `Set certificate-authority of the cluster of ${context} in the kubeconfig to the authority that signed it.`;

const known: readonly Known[] = [
  [
    /CERT_HAS_EXPIRED/,
    'its certificate has expired',
    () => 'Renew the certificate of the API server; look at the clock of this machine, too.',
  ],
  [/CERT_NOT_YET_VALID/, 'its certificate is not valid yet', () => 'Is the clock of this machine right?'],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    'its certificate is that of another name',
    (context) => `Use an address that its certificate names, or set tls-server-name of the cluster of ${context}.`,
  ],
  [
    /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/,
    'its certificate is signed by nobody who is trusted here',
    authority,
  ],
  [
    /EPROTO|ERR_SSL|HPE_INVALID|WRONG_VERSION_NUMBER/,
    'what answers there does not speak as an API server does',
    (context) => `Look at the scheme and port of the server of ${context} (https, mostly 6443).`,
  ],
  [
    /ECONNREFUSED/,
    'nothing listens there',
    () => 'Is the API server running, and is the address that of this cluster?',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'its name cannot be found', () => 'Is the network (VPN) up, and is the cluster still there?'],
  [
    /EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no answer within|not whole within/,
    'it does not answer in time',
    () => 'Is the network (VPN) up, and does a firewall or proxy stand in between?',
  ],
  [
    /what is no JSON object/,
    'what answers there is no API server, but a proxy or a login page',
    () => 'Sign in there, or set NO_PROXY for the address of the API server.',
  ],
  [
    /does not accept the credentials/,
    'it does not accept the credentials',
    (context) => `Sign in again; \`kubectl --context ${context} auth whoami\` shows whether it worked.`,
  ],
];
