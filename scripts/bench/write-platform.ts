import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder to be measured should hold. */
export interface PlatformOptions {
  readonly objects: number;
  /** Filled up with dashboards in ConfigMaps and with resource definitions. */
  readonly bytes: number;
  readonly seed: number;
  readonly dashboards: boolean;
}

/** What was written. */
export interface Platform {
  readonly objects: number;
  readonly bytes: number;
  readonly files: number;
}

/** A small reproducible generator of numbers in [0, 1) (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Writes a folder like a platform repository: a folder per namespace of some fifty objects, with workloads, Services, policies, RBAC and ConfigMaps, and
 * a folder of dashboards and resource definitions that make up the bytes. The same options write the same bytes.
 */
export function writePlatform(folder: string, { objects, bytes, seed, dashboards }: PlatformOptions): Platform {
  const dice = random(seed);
  let [count, written, files] = [0, 0, 0];

  function write(place: string, name: string, documents: readonly string[]): void {
    const text = documents.join('---\n');
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, name), text);
    count += documents.length;
    written += text.length;
    files += 1;
  }

  const bulky = dashboards ? Math.round(objects * 0.05) : 0;
  for (let team = 0; count < objects - bulky; team += 1) {
    const namespace = `team-${team}`;
    write(namespace, 'namespace.yaml', guardrails(namespace, dice).slice(0, objects - bulky - count));
    for (let app = 0; app < 6 && count < objects - bulky; app += 1) {
      write(namespace, `app-${app}.yaml`, application(namespace, `app-${app}`, dice).slice(0, objects - bulky - count));
    }
  }
  for (let index = 0; index < bulky; index += 1) {
    const size = Math.max(1000, Math.floor((bytes - written) / (bulky - index)));
    const bulk = index % 4 === 0 ? definition(index, size) : dashboard(index, size, dice);
    write(index % 4 === 0 ? 'crds' : 'dashboards', `${index}.yaml`, [bulk]);
  }
  return { objects: count, bytes: written, files };
}

function guardrails(namespace: string, dice: () => number): string[] {
  const tier = ['critical', 'important', 'best-effort'][Math.floor(dice() * 3)];
  return [
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n  labels:\n    kubecompass.io/tier: ${tier}\n    pod-security.kubernetes.io/enforce: ${dice() < 0.5 ? 'restricted' : 'baseline'}\n`,
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: ${namespace}\nspec:\n  podSelector: {}\n  policyTypes: [Ingress${dice() < 0.5 ? ', Egress' : ''}]\n`,
    `apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: quota\n  namespace: ${namespace}\nspec:\n  hard:\n    requests.cpu: "20"\n    requests.memory: 64Gi\n    pods: "200"\n`,
    `apiVersion: v1\nkind: LimitRange\nmetadata:\n  name: limits\n  namespace: ${namespace}\nspec:\n  limits:\n  - type: Container\n    default:\n      memory: 512Mi\n    defaultRequest:\n      cpu: 100m\n      memory: 256Mi\n`,
  ];
}

function application(namespace: string, name: string, dice: () => number): string[] {
  const head = (kind: string, apiVersion: string, suffix = ''): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}${suffix}\n  namespace: ${namespace}\n  labels:\n    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: ${namespace}\n`;
  const probe = `httpGet:\n            path: /healthz\n            port: http\n          periodSeconds: 10\n`;
  const variables = Array.from(
    { length: 12 },
    (_none, index) => `        - name: SETTING_${index}\n          value: "${Math.floor(dice() * 1e9).toString(36)}"\n`,
  ).join('');
  return [
    `${head('Deployment', 'apps/v1')}spec:\n  replicas: ${1 + Math.floor(dice() * 4)}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${name}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: ${name}\n    spec:\n      serviceAccountName: ${name}\n      topologySpreadConstraints:\n      - maxSkew: 1\n        topologyKey: topology.kubernetes.io/zone\n        whenUnsatisfiable: ${dice() < 0.7 ? 'DoNotSchedule' : 'ScheduleAnyway'}\n        labelSelector:\n          matchLabels:\n            app.kubernetes.io/name: ${name}\n      containers:\n      - name: app\n        image: registry.bank.example/${namespace}/${name}:1.${Math.floor(dice() * 40)}.0\n        env:\n${variables}        ports:\n        - name: http\n          containerPort: 8080\n        readinessProbe:\n          ${probe}        livenessProbe:\n          ${probe}          failureThreshold: 6\n        resources:\n          requests:\n            cpu: 100m\n            memory: 256Mi\n          limits:\n            memory: 512Mi\n        securityContext:\n          allowPrivilegeEscalation: false\n          runAsNonRoot: ${dice() < 0.8}\n          capabilities:\n            drop: [ALL]\n          seccompProfile:\n            type: RuntimeDefault\n`,
    `${head('Service', 'v1')}spec:\n  selector:\n    app.kubernetes.io/name: ${name}\n  ports:\n  - name: http\n    port: 80\n    targetPort: http\n`,
    `${head('PodDisruptionBudget', 'policy/v1')}spec:\n  ${dice() < 0.8 ? 'maxUnavailable: 1' : 'minAvailable: 100%'}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: ${name}\n`,
    `${head('ServiceAccount', 'v1')}automountServiceAccountToken: false\n`,
    `${head('ConfigMap', 'v1', '-settings')}data:\n  application.yaml: |\n${Array.from({ length: 20 }, (_none, index) => `    feature-${index}:\n      enabled: ${dice() < 0.5}\n      weight: ${Math.floor(dice() * 100)}\n`).join('')}`,
    `${head('Role', 'rbac.authorization.k8s.io/v1')}rules:\n- apiGroups: [""]\n  resources: [configmaps, secrets]\n  verbs: [get, list, watch]\n`,
    `${head('RoleBinding', 'rbac.authorization.k8s.io/v1')}roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: ${name}\nsubjects:\n- kind: ServiceAccount\n  name: ${name}\n`,
    `${head('Ingress', 'networking.k8s.io/v1')}spec:\n  tls:\n  - hosts: [${name}.${namespace}.bank.example]\n    secretName: ${name}-tls\n  rules:\n  - host: ${name}.${namespace}.bank.example\n    http:\n      paths:\n      - path: /\n        pathType: Prefix\n        backend:\n          service:\n            name: ${name}\n            port:\n              name: http\n`,
  ];
}

function dashboard(index: number, bytes: number, dice: () => number): string {
  const panels: string[] = [];
  let size = 0;
  for (let panel = 0; size < bytes; panel += 1) {
    const text = `          {"id": ${panel}, "type": "timeseries", "title": "Requests ${Math.floor(dice() * 1e6)}", "targets": [{"expr": "sum(rate(http_requests_total{namespace=\\"$namespace\\", code!~\\"5..\\"}[5m])) by (service)"}]},\n`;
    panels.push(text);
    size += text.length;
  }
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dashboard-${index}\n  namespace: monitoring\n  labels:\n    grafana_dashboard: "1"\ndata:\n  dashboard.json: |\n        {"title": "Dashboard ${index}", "panels": [\n${panels.join('')}          {}]}\n`;
}

function definition(index: number, bytes: number): string {
  const fields: string[] = [];
  let size = 0;
  for (let field = 0; size < bytes; field += 1) {
    const text = `              field${field}:\n                description: The value of field ${field}, which the controller reads when it reconciles the object and writes to its status.\n                type: string\n                maxLength: 253\n`;
    fields.push(text);
    size += text.length;
  }
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: kind${index}s.platform.bank.example\nspec:\n  group: platform.bank.example\n  names: {kind: Kind${index}, plural: kind${index}s, singular: kind${index}}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n            type: object\n            properties:\n${fields.join('')}`;
}
