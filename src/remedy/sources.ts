/** The files that are patched: text in, by the path as the user would type it. */
export interface Sources {
  /** The text as it was when it was judged; a reason where there is none that can be patched. */
  read(file: string): { readonly text: string } | { readonly why: string };
  /** Whether there is something of that name. */
  exists(file: string): boolean;
  /** Whether a file that is laid beside this one belongs to what was read. */
  takesNew(file: string): boolean;
}
