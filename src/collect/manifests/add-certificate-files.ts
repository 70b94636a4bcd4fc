import { basename } from 'node:path';
import { readPartCredentials } from '../credentials/read-part-credentials.ts';
import { certificateFileKind, readCertificateFile } from '../objects/certificates/certificate-file.ts';
import type { FoundFile } from './list-files.ts';
import type { Gathered } from './gathered.ts';
import { noteBroken } from './note-broken.ts';
import type { FileReader } from './read-files.ts';

/** No repository has so many; a folder of a system's trust may. */
const most = 1000;

const hides = ['certificateHolders', 'credentialCarriers'] as const;

/** Takes up files that are called as certificates are: what they hold of those, and private keys beside them. */
export function addCertificateFiles(files: readonly FoundFile[], reader: FileReader, gathered: Gathered): void {
  for (const file of files.slice(0, most)) addFile(file, reader, gathered);
  const next = files[most];
  if (!next) return;
  const detail = `there are more than ${most} files of certificates: ${next.shown} and those after it are not read`;
  gathered.holes.push({ gap: { gap: 'unreachable', detail, suppliedBy: 'named-path' }, facts: hides, namespace: null });
}

function addFile({ path, shown, place }: FoundFile, reader: FileReader, gathered: Gathered): void {
  const read = reader.readBytes({ path, shown });
  if ('leftOut' in read) return;
  if ('problem' in read)
    return noteBroken(gathered, { file: shown, ...read.problem, place, apiVersion: null, kind: null }, hides);
  const { bytes } = read;
  const origin = { file: shown, line: 1, document: 0 };
  const head = {
    apiVersion: '',
    kind: certificateFileKind,
    namespace: '',
    name: `${place === '' ? '' : `${place}/`}${basename(path)}`,
    places: [place],
    origin,
  };
  const holder = readCertificateFile(bytes, head);
  if (holder) gathered.keep('certificateHolders', holder);
  const part = { role: 'certificate-file', target: null } as const;
  const carrier = readPartCredentials({ text: bytes.toString('latin1') }, part, { place, origin });
  if (carrier) gathered.keep('credentialCarriers', carrier);
}
