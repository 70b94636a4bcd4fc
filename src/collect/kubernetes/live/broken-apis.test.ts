import { expect, test } from 'vitest';
import type { Service } from '../../../estate/service.ts';
import type { Tool } from '../../../estate/tool.ts';
import type { Workload } from '../../../estate/workload.ts';
import { startBrokenApis } from './broken-apis.ts';

const api = (
  status: string | null,
  { reason = 'MissingEndpoints', service = {} }: { reason?: string; service?: object | null } = {},
) => ({
  metadata: { name: 'v1beta1.metrics.k8s.io' },
  spec: { service: service && { namespace: 'kube-system', name: 'metrics', ...service } },
  status: status === null ? {} : { conditions: [{ type: 'Available', status, ...(reason && { reason }) }] },
});
const service = (selector: Service['selector'], { namespace = 'kube-system', name = 'metrics' } = {}): Service =>
  ({ namespace, name, selector }) as Service;
const workload = (name: string, labels: Record<string, string>, namespace = 'kube-system'): Workload =>
  ({ namespace, kind: 'Deployment', name, pod: { labels } }) as unknown as Workload;
const tool = (name: string, seenAs: Tool['seenAs'] = 'workload', namespace = 'kube-system'): Tool =>
  ({
    namespace,
    kind: 'Deployment',
    name,
    seenAs,
    running: { works: true, says: 'its pod is ready', at: 'status' },
  }) as Tool;

const app = { app: 'm' };
const says = 'the API that it is to answer is not available (APIService v1beta1.metrics.k8s.io: MissingEndpoints)';

interface Given {
  readonly apis?: readonly object[];
  readonly tools?: readonly Tool[];
  readonly services?: readonly Service[];
  readonly workloads?: readonly Workload[];
}

test.each<[string, Given, (string | undefined)[]]>([
  ['whose API does not answer', {}, [says]],
  ['whose API answers', { apis: [api('True')] }, []],
  ['of whose API nobody knows', { apis: [api('Unknown')] }, []],
  ['of whose API nothing is said yet', { apis: [api(null)] }, []],
  ['whose API is the server’s own', { apis: [api('False', { service: null })] }, []],
  [
    'and no reason is told',
    { apis: [api('False', { reason: '' })] },
    ['the API that it is to answer is not available (APIService v1beta1.metrics.k8s.io)'],
  ],
  ['beside one whose pods the Service does not choose', { services: [service({ app: 'other' })] }, []],
  [
    'whose Service chooses nobody',
    { services: [service(null)], workloads: [workload('metrics', app)], tools: [tool('metrics')] },
    [],
  ],
  [
    'of another namespace',
    { workloads: [workload('server', app, 'other')], tools: [tool('server', 'workload', 'other')] },
    [],
  ],
  [
    'that bears the name of the Service that is gone',
    { services: [], workloads: [workload('metrics', {})], tools: [tool('metrics')] },
    [says],
  ],
  ['that bears another name than the Service that is gone', { services: [], workloads: [workload('server', app)] }, []],
  [
    'where a Service of that name stands in another namespace',
    { services: [service(app, { namespace: 'other' })] },
    [],
  ],
  ['of which only an object is seen', { tools: [tool('server', 'object')] }, []],
  [
    'and what names no server is passed over',
    { apis: [{}, { metadata: { name: 'x' }, spec: null, status: null }, api('False', { service: { name: '' } })] },
    [],
  ],
])('a tool %s', (_name, given, expected) => {
  const {
    apis = [api('False')],
    tools = [tool('server')],
    services = [service(app)],
    workloads = [workload('server', app), workload('beside', { app: 'b' })],
  } = given;
  const broken = startBrokenApis();
  for (const one of apis) broken.see(one as never);
  const judged = broken.among([...tools, tool('beside')], services, workloads);
  expect(judged.map(({ name }) => name)).toEqual([...tools.map(({ name }) => name), 'beside']);
  expect(judged.flatMap(({ running }) => (running?.works === false ? [running.says] : []))).toEqual(expected);
});

test('what was told before the list is read again is forgotten', () => {
  const broken = startBrokenApis();
  broken.see(api('False'));
  broken.forget();
  const tools = [tool('server')];
  expect(broken.among(tools, [service(app)], [workload('server', app)])).toEqual(tools);
});

test('and what a tool tells of its pods stays beside it', () => {
  const broken = startBrokenApis();
  broken.see(api('False'));
  const pods = { wanted: 1, ready: 1 };
  const one = { ...tool('server'), running: { ...tool('server').running, pods } } as Tool;
  expect(broken.among([one], [service(app)], [workload('server', app)])[0]?.running).toMatchObject({
    works: false,
    pods,
  });
});
