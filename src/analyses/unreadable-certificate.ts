import type { CertificateHolder } from '../estate/certificate-holder.ts';
import { type Gap, gap, supplied } from '../estate/gap.ts';

/** Says that no certificate can be read at a place of an object where one belongs. */
export function unreadableCertificate({ kind, name }: CertificateHolder, path: string): Gap {
  return supplied(
    gap('malformed', `${kind}/${name}${path === '' ? '' : `: ${path}`} holds no certificate that can be read`),
    'corrected-manifest',
  );
}
