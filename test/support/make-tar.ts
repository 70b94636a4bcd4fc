/** An entry of a tar archive in a test. */
export interface TarEntryInTest {
  readonly path: string;
  readonly text?: string | Buffer;
  /** `0` a file, `2` a link, `5` a folder, `L` a long name, `x` a pax header. */
  readonly type?: string;
  /** Seconds since 1970. */
  readonly changedAt?: number;
  /** A size that is not that of the text. */
  readonly size?: number | string;
}

/** Makes a tar archive; without `end` it has no two empty blocks behind it. */
export function makeTar(entries: readonly TarEntryInTest[], { end = true } = {}): Buffer {
  const parts = entries.flatMap(({ path, text = '', type = '0', changedAt = 0, size }) => {
    const body = Buffer.from(text);
    const head = Buffer.alloc(512);
    head.write(path, 0, 100, 'utf8');
    head.write('0000644\0', 100);
    head.write(`${typeof size === 'string' ? size : (size ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
    head.write(`${changedAt.toString(8).padStart(11, '0')}\0`, 136);
    head.write(type, 156);
    head.write('ustar\x0000', 257);
    head.fill(' ', 148, 156);
    const sum = head.reduce((all, byte) => all + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(end ? 1024 : 0)]);
}
