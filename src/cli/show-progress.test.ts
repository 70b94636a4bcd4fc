import { describe, expect, test } from 'vitest';
import { type ProgressMode, showProgress } from './show-progress.ts';

/** Progress on a stream that keeps what it was given, and a clock that is set by hand. */
function start(
  mode: ProgressMode,
  isTTY: boolean,
): { written: string[]; at: (time: number, text: string) => void; end: () => void } {
  let now = 0;
  const written: string[] = [];
  const progress = showProgress(mode, { isTTY, write: (text) => written.push(text) }, () => now);
  return {
    written,
    at(time, text) {
      now = time;
      progress.say(text);
    },
    end: () => progress.end(),
  };
}

describe('progress', () => {
  test('on a terminal is one line, written anew now and then, and gone in the end', () => {
    const { written, at, end } = start('auto', true);
    at(100, 'too early');
    at(300, 'file 1');
    at(350, 'too soon');
    at(400, 'file 2');
    expect(written).toEqual(['\r\u001b[2Kfile 1', '\r\u001b[2Kfile 2']);
    end();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  test('of a short run is never seen', () => {
    const { written, at, end } = start('auto', true);
    at(299, 'file 1');
    end();
    expect(written).toEqual([]);
  });

  test('is gone also when the process ends in between', () => {
    const { written, at } = start('auto', true);
    at(1000, 'file 1');
    process.listeners('exit').at(-1)?.(0);
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  test('leaves nothing behind that waits for the end of the process', () => {
    const before = process.listenerCount('exit');
    start('always', true).end();
    expect(process.listenerCount('exit')).toBe(before);
  });

  test.each<[ProgressMode, boolean]>([
    ['auto', false],
    ['never', true],
    ['never', false],
  ])('%s on a terminal: %s, is silent', (mode, isTTY) => {
    const { written, at, end } = start(mode, isTTY);
    at(10_000, 'file 1');
    end();
    expect(written).toEqual([]);
  });

  test('that is asked for without a terminal is plain lines, one a second at most', () => {
    const { written, at, end } = start('always', false);
    at(0, 'file 1');
    at(500, 'file 2');
    at(1000, 'file 3');
    end();
    expect(written).toEqual(['file 1\n', 'file 3\n']);
  });
});
