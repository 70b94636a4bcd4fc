import { matchesLabels } from '../../../estate/label-selector.ts';
import type { Gap } from '../../../estate/gap.ts';
import type { Service } from '../../../estate/service.ts';
import type { Tool } from '../../../estate/tool.ts';
import type { Workload } from '../../../estate/workload.ts';
import { isRaw, type Raw } from '../../objects/fields.ts';
import { groupIsDown } from '../group-is-down.ts';
import { conditionOf, nothing, textOf } from './condition-state.ts';

/** An API that the API server passes on to a Service, and that does not answer. */
interface BrokenApi {
  readonly group: string;
  readonly namespace: string;
  readonly service: string;
  readonly says: string;
}

/** Remembers the APIs that do not answer, by the name of their APIService. */
export interface BrokenApis {
  see(apiService: Raw): void;
  forget(): void;
  /** The tools, with those that do not work whose pods are to answer such an API: their pods may be ready all the same. */
  among(tools: readonly Tool[], services: readonly Service[], workloads: readonly Workload[]): readonly Tool[];
  /** The groups of these APIs, each once with why its kinds cannot be read. */
  groups(): readonly { readonly group: string; readonly gap: Gap }[];
}

/** Starts with none. */
export function startBrokenApis(): BrokenApis {
  const broken = new Map<string, BrokenApi>();
  return {
    see({ metadata, spec, status }) {
      const name = isRaw(metadata) ? textOf(metadata['name']) : null;
      const to = isRaw(spec) && isRaw(spec['service']) ? spec['service'] : {};
      const [namespace, service] = [textOf(to['namespace']), textOf(to['name'])];
      const available = isRaw(status) ? conditionOf(status, 'Available') : null;
      if (name === null || namespace === null || service === null || available?.['status'] !== 'False') return;
      const reason = textOf(available['reason']);
      const group = (isRaw(spec) ? textOf(spec['group']) : null) ?? name.slice(name.indexOf('.') + 1);
      const says = `the API that it is to answer is not available (APIService ${name}${reason === null ? '' : `: ${reason}`})`;
      broken.set(name, { group, namespace, service, says });
    },
    forget: () => broken.clear(),
    groups: () =>
      [...new Map([...broken.values()].map((one) => [one.group, one])).values()].map(
        ({ group, namespace, service }) => ({
          group,
          gap: groupIsDown(group, `Service ${namespace}/${service}`),
        }),
      ),
    among(tools, services, workloads) {
      if (broken.size === 0) return tools;
      const says = new Map<string, string>();
      for (const one of broken.values()) {
        const service = services.find(({ namespace, name }) => namespace === one.namespace && name === one.service);
        // Where the Service is what is missing, the workload bears its name, as in the manifests of those who make such APIs.
        const answers = ({ name, pod }: Workload): boolean =>
          service === undefined
            ? name === one.service
            : service.selector !== null && matchesLabels(service.selector, pod.labels);
        for (const workload of workloads)
          if (workload.namespace === one.namespace && answers(workload)) says.set(keyOf(workload), one.says);
      }
      return tools.map((tool) => {
        const why = tool.seenAs === 'workload' ? says.get(keyOf(tool)) : undefined;
        return why === undefined
          ? tool
          : { ...tool, running: { ...nothing, ...tool.running, works: false, says: why, at: 'status.conditions' } };
      });
    },
  };
}

function keyOf({ namespace, kind, name }: Pick<Tool, 'namespace' | 'kind' | 'name'>): string {
  return `${namespace}/${kind}/${name}`;
}
