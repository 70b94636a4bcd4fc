import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What a certificate in a test says. */
export interface CertificateInTest {
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** Makes a certificate that signs itself, and its key, as PEM. */
export function makeCertificate({
  dnsNames = [],
  ipAddresses = ['127.0.0.1'],
  notBefore = '2020-01-01',
  notAfter = '2049-01-01',
}: CertificateInTest = {}): { readonly cert: string; readonly key: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = node(0x30, node(0x31, node(0x30, objectId('550403'), node(0x0c, Buffer.from('test')))));
  const algorithm = node(0x30, objectId('2a8648ce3d040302'));
  const names = node(
    0x30,
    ...dnsNames.map((one) => node(0x82, Buffer.from(one))),
    ...ipAddresses.map((one) => node(0x87, Buffer.from(one.split('.').map(Number)))),
  );
  const body = node(
    0x30,
    node(0xa0, node(0x02, Buffer.from([2]))),
    node(0x02, Buffer.from([1])),
    algorithm,
    name,
    node(0x30, time(notBefore), time(notAfter)),
    name,
    publicKeyOf(privateKey),
    node(0xa3, node(0x30, node(0x30, objectId('551d11'), node(0x04, names)))),
  );
  const signature = node(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = node(0x30, body, algorithm, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A value of ASN.1 with its tag and length. */
function node(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function objectId(hex: string): Buffer {
  return node(0x06, Buffer.from(hex, 'hex'));
}

function time(day: string): Buffer {
  return node(0x17, Buffer.from(`${day.slice(2).replaceAll('-', '')}000000Z`));
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}
