import type { TestProject } from 'vitest/node';
import { type ControlPlane, findControlPlane } from './find-control-plane.ts';

declare module 'vitest' {
  /** What is handed to the tests. */
  interface ProvidedContext {
    /** The control plane that they start; text says why there is none. */
    controlPlane: ControlPlane | string;
  }
}

/** Finds or builds the control plane, once before all tests, and says where it is from or why there is none. */
export function setup({ provide }: TestProject): void {
  const found = findControlPlane();
  console.error(
    typeof found === 'string'
      ? `SKIPPED: the tests with a real API server cannot run: ${found}`
      : `the API server is that of ${found.from}`,
  );
  provide('controlPlane', found);
}
