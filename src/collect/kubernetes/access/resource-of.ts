/** Kinds that are not called by the rule, as `group/kind`. */
const unruly: Readonly<Record<string, string>> = {
  '/Endpoints': 'endpoints',
  'elbv2.k8s.aws/IngressClassParams': 'ingressclassparams',
  'mongodbcommunity.mongodb.com/MongoDBCommunity': 'mongodbcommunity',
  'operator.victoriametrics.com/VLogs': 'vlogs',
  'redis.redis.opstreelabs.in/Redis': 'redis',
};

/** What a kind is called in paths and in the rules of a role, such as `networkpolicies`: where no API server is asked, by the rule of their makers. */
export function resourceOf(group: string, kind: string): string {
  if (kind === '*') return '*';
  const known = unruly[`${group}/${kind}`];
  if (known !== undefined) return known;
  const one = kind.toLowerCase();
  if (/(?:s|x|z|ch|sh)$/.test(one)) return `${one}es`;
  if (/[^aeiou]y$/.test(one)) return `${one.slice(0, -1)}ies`;
  return `${one}s`;
}
