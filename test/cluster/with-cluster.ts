import { afterAll, beforeAll, describe } from 'vitest';
import { findControlPlane } from './find-control-plane.ts';
import { type ClusterOptions, startCluster, type TestCluster } from './start-cluster.ts';

const controlPlane = findControlPlane();
const reason = typeof controlPlane === 'string' ? controlPlane : null;
if (reason !== null) console.error(`the tests with a real API server are skipped: ${reason}`);

/** Describes tests that share one API server; where there is none to start, they are skipped, and their title says why. `make` lays what they all need. */
export function withCluster(
  title: string,
  options: ClusterOptions,
  make: (cluster: TestCluster) => Promise<void>,
  tests: (cluster: () => TestCluster) => void,
): void {
  describe.skipIf(reason !== null)(`${title}${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
    let cluster: TestCluster | null = null;
    beforeAll(async () => {
      cluster = await startCluster(controlPlane as Exclude<typeof controlPlane, string>, options);
      await make(cluster);
    }, 240_000);
    afterAll(() => cluster?.stop());
    tests(() => cluster as TestCluster);
  });
}
