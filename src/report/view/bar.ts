import { html, type Markup } from './html.ts';

/** A part of a bar: how much of what, and in which colour (`good`, `bad`, `middling`, `unseen`, `faint`). */
export interface BarPart {
  readonly number: number;
  readonly ink: string;
}

const width = 120;
const height = 8;

/**
 * A bar whose parts stand for numbers, which stand beside it as words: it is a picture only. What is there at all is at least a sliver; parts differ in
 * brightness and in pattern, not in colour alone.
 */
export function drawBar(parts: readonly BarPart[]): Markup {
  const all = parts.reduce((sum, { number }) => sum + number, 0);
  const shown = parts.filter(({ number }) => number > 0);
  const sizes = shown.map(({ number }) => Math.max(3, (number / Math.max(all, 1)) * width));
  const scale =
    width /
    Math.max(
      1,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  let x = 0;
  const rects = shown.map(({ ink }, index) => {
    const size = (sizes[index] ?? 0) * scale;
    const rect = html`<rect class="${ink}" x="${round(x)}" width="${round(Math.max(size - 1, 1))}" height="${height}"/>`;
    x += size;
    return rect;
  });
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${
    shown.length === 0 ? html`<rect class="none" width="${width}" height="${height}"/>` : rects
  }</svg>`;
}

function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
