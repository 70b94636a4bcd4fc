import { readCredentialName } from './credential-name.ts';
import { isCredential } from './credential-value.ts';
import { type FoundCredential, mostFound } from './found-credential.ts';

const sql =
  /\b(?:identified(?:\s{1,8}with\s{1,8}\w{1,40})?\s{1,8}by|(?:with|encrypted|login)\s{1,8}password)\s{1,8}'([^'\n]{3,200})'/gi;
const xml = /<([A-Za-z][\w.-]{2,60})>([^<>\n]{3,200})<\//g;

/** What any of them has, written for speed: few texts have the last character. */
const sign = /['>](?<=(?:assword|ASSWORD|by|BY) '|(?:assword|ecret|oken|Key)>)/;

/** Finds values that SQL and XML give to a password: `IDENTIFIED BY 'hunter2'`, `<password>hunter2</password>`. */
export function findStatements(text: string): FoundCredential[] {
  if (!sign.test(text)) return [];
  const found: FoundCredential[] = [];
  for (const match of text.matchAll(sql)) {
    add(found, 'password', match[1] as string, match.index + match[0].length - 1);
  }
  for (const match of text.matchAll(xml)) {
    add(found, match[1] as string, match[2] as string, match.index + match[0].length - 2);
  }
  return found;
}

function add(found: FoundCredential[], name: string, value: string, end: number): void {
  if (found.length >= mostFound) return;
  const announced = readCredentialName(name);
  if (!announced || !isCredential(value, name, announced, 'setting')) return;
  found.push({ kind: announced.kind, start: end - value.length, length: value.length, inUrl: false });
}
