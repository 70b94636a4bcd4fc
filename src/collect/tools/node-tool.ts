import type { PodTemplate } from '../../estate/pod.ts';
import { toolOfImage } from './tool-of-image.ts';

/** What is asked to work on the node itself, with its network, disks or system calls. What only serves requests, such as an ingress, is not. */
const categories: ReadonlySet<string> = new Set([
  'backup',
  'cni',
  'control-plane',
  'dns',
  'loadbalancer',
  'log-agent',
  'maintenance',
  'mesh',
  'metrics',
  'node-health',
  'runtime',
  'runtime-security',
  'secrets',
  'storage',
]);

/**
 * The title of the tool for nodes that the containers of a pod run, all of them known by their images; null where one is not: whatever stands beside a
 * known tool shares the rights of its pod. A name of a single word proves nothing here.
 */
export function nodeToolOf({ containers }: Pick<PodTemplate, 'containers'>): string | null {
  const tools = containers
    .map(({ image }) => (image === null ? null : toolOfImage(image)))
    .map((owner) => (owner && !owner.needsName && categories.has(owner.tool.category) ? owner.tool : null));
  const [first] = tools;
  return first && tools.every((tool) => tool !== null) ? first.title : null;
}
