/** Lines that are folded away under a summary, which is HTML and may hold no word of somebody else's; empty when there are none. */
export function writeDetails(summary: string, lines: readonly string[]): string {
  // Without the empty line before it Markdown is no Markdown there.
  return lines.length === 0 ? '' : `<details>\n<summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>\n`;
}
