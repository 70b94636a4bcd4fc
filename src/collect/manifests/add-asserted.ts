import { basename } from 'node:path';
import { ofKubeadm } from './asserted-files.ts';
import type { EstateBuilder } from './estate-builder.ts';
import type { FoundFile } from './list-files.ts';
import type { ReadText } from './locate-evidence.ts';
import type { FileReader } from './read-files.ts';
import { folderOf } from './settle-control-planes.ts';
import { checksum } from './text/checksum.ts';
import { readDocuments } from './text/read-documents.ts';

interface Context {
  readonly builder: EstateBuilder;
  readonly reader: FileReader;
  readonly texts: Map<string, ReadText> | undefined;
}

/** Counts what a test expects: it is applied nowhere, and stands in Git all the same, so that credentials are looked for in it. */
export function addAsserted({ shown: file, path, place }: FoundFile, { builder, reader, texts }: Context): void {
  const read = reader.read({ path, shown: file });
  if ('leftOut' in read) return;
  if (ofKubeadm.test(basename(path)) && basename(path).startsWith('kube-apiserver'))
    builder.notePatchesIn(folderOf(file));
  const hides = ['credentialCarriers'] as const;
  if ('problem' in read) {
    builder.addBroken({ file, ...read.problem, place, apiVersion: null, kind: null }, hides);
    return;
  }
  builder.addFiles(1);
  texts?.set(file, { path, text: null, checksum: checksum(read.text) });
  for (const { value, problem, line, index } of readDocuments(read.text)) {
    if (problem) builder.addBroken({ ...problem, file, place }, hides);
    else {
      builder.addOther();
      builder.search(value, { place, origin: { file, line, document: index }, inFolder: true });
    }
  }
}
