/** When progress is shown: on a terminal only, never, or always. */
export const progressModes = ['auto', 'never', 'always'] as const;

/** One of these modes. */
export type ProgressMode = (typeof progressModes)[number];

/** What progress is written to: standard error, as far as it is needed. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a run is. */
export interface Progress {
  /** Says what is done now; the text is shown now and then only. */
  say(text: string): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

/** Nobody wants to see progress that is over before it can be read, nor more of it than can be read. In milliseconds. */
const [patience, pace, paceOfLines] = [300, 100, 1000];

/**
 * Shows progress on one line of a terminal, which is gone in the end, also when the program is interrupted. On anything else, if it is asked for, as
 * a line now and then.
 */
export function showProgress(
  mode: ProgressMode,
  stream: ProgressStream = process.stderr,
  clock: () => number = () => performance.now(),
): Progress {
  const isLive = stream.isTTY === true && process.env['TERM'] !== 'dumb';
  if (mode === 'never' || (mode === 'auto' && !isLive)) return { say: () => undefined, end: () => undefined };

  let last = mode === 'always' && !isLive ? Number.NEGATIVE_INFINITY : clock() + patience - pace;
  let shown = false;
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[2K');
    shown = false;
  };
  process.once('exit', clear);
  return {
    say(text) {
      if (clock() - last < (isLive ? pace : paceOfLines)) return;
      last = clock();
      if (isLive) stream.write(`\r\u001b[2K${text}`);
      else stream.write(`${text}\n`);
      shown = isLive;
    },
    end() {
      clear();
      process.off('exit', clear);
    },
  };
}
