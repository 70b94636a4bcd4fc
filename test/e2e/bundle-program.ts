import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../scripts/build/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the bundled program. */
    readonly bundle: string;
  }
}

/** Bundles the program once for all tests that run it as a process, as it is published: from a bundle it starts in half the time. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-bundle-'));
  // A test runs it as somebody else.
  chmodSync(folder, 0o755);
  await bundle(folder);
  project.provide('bundle', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
