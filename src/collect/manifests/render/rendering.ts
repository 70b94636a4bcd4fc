/** What came of rendering a source: manifests, or why there are none, in words that complete "it is not rendered: …". */
export type Rendering =
  | { readonly text: string; readonly by: string }
  | { readonly problem: string; readonly missing: 'tool' | 'content' };
