/** A kind as a sentence names one of it: `a Pod`, `an Ingress`. */
export function withArticle(kind: string): string {
  return `${/^[aeio]/i.test(kind) ? 'an' : 'a'} ${kind}`;
}
