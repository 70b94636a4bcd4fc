import type { PodHealth } from '../analyses/pod-health.ts';
import { elsewhere, type Gap } from '../estate/gap.ts';

/** That nobody knows how many pods something keeps that was not read itself (`Kind/name`); only those that are there now are known. */
export function podsOfMaker(maker: string, health: PodHealth | null): Gap {
  const there = health === null || health.hidden !== null ? 0 : health.pods.length;
  const now = there === 0 ? '' : `; ${there === 1 ? '1 is' : `${there} are`} there now`;
  return elsewhere(`how many pods ${maker} keeps was not seen${now}`, 'running-platform');
}
