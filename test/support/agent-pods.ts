/** Nodes that are ready, by name; one with `!` behind it is virtual. */
export function nodes(...names: readonly string[]): string {
  return names
    .map((name) => {
      const labels = name.endsWith('!') ? '{type: virtual-kubelet}' : '{}';
      return `---\napiVersion: v1\nkind: Node\nmetadata: {name: ${name.replace('!', '')}, labels: ${labels}}\nstatus: {conditions: [{type: Ready, status: "True"}]}\n`;
    })
    .join('');
}

/** Ready pods of a DaemonSet of kube-system, one on each of these nodes. */
export function agentPods(agent: string, ...on: readonly string[]): string {
  const owner = `{apiVersion: apps/v1, kind: DaemonSet, name: ${agent}, uid: apps/DaemonSet/kube-system/${agent}, controller: true}`;
  return on
    .map(
      (node) =>
        `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${agent}-${node}, namespace: kube-system, ownerReferences: [${owner}]}\nspec: {nodeName: ${node}, containers: [{name: a, image: a:1}]}\nstatus: {phase: Running, conditions: [{type: Ready, status: "True"}]}\n`,
    )
    .join('');
}
