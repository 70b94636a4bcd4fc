import type { Paint } from './palette.ts';

/** How lines are to be written. */
export interface Screen {
  readonly columns: number;
  readonly paint: Paint;
}
