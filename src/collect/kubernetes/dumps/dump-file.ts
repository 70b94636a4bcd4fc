/** A file of a dump. Its path is a name and nothing else: nothing is ever written there. */
export interface DumpFile {
  /** With `/` between its parts, below the root of the dump. */
  readonly path: string;
  /** In milliseconds since 1970; null where nothing says so, and in folders, where copying changes it. */
  readonly changedAt: number | null;
  /** What it holds; null where it is larger than anybody reads. */
  readonly read: () => Buffer | null;
}

/** How much of a dump is read. */
export interface DumpLimits {
  /** Bytes of everything, once unpacked. */
  readonly maxBytes: number;
  /** Bytes of the files that are kept to be read. */
  readonly maxKeptBytes: number;
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  readonly maxEntries: number;
}

/** The logs of a large cluster are most of its dump, and are passed over. */
export const defaultDumpLimits: DumpLimits = {
  maxBytes: 16 * 1024 ** 3,
  maxKeptBytes: 2 * 1024 ** 3,
  maxFileBytes: 256 * 1024 ** 2,
  maxEntries: 500_000,
};

/** Whether a file may tell something of a cluster: its name says what it is, and logs are not read. */
export function mayTell(path: string): boolean {
  return /(?:\.(?:json|ya?ml)|(?:^|\/)(?:version|timestamp|id))$/.test(path);
}
