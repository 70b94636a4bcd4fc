import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type ClusterOptions, startCluster, type TestCluster } from './start-cluster.ts';

const controlPlane = inject('controlPlane');

function whyNone({ works = false }: ClusterOptions): string | null {
  if (typeof controlPlane === 'string') return controlPlane;
  return works && controlPlane.workers === null
    ? `${controlPlane.from} holds no kube-controller-manager, kube-scheduler and kwok`
    : null;
}

/** Describes tests that share one API server; where there is none to start, they are skipped, and their title says why. `make` lays what they all need. */
export function withCluster(
  title: string,
  options: ClusterOptions,
  make: (cluster: TestCluster) => Promise<void>,
  tests: (cluster: () => TestCluster) => void,
): void {
  const reason = whyNone(options);
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
