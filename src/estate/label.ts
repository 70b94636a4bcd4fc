// The syntax of names that Kubernetes checks everywhere. Source: k8s.io/apimachinery, pkg/api/validate/content
// (kube.go, dns.go). Lengths are looked at first, so no expression ever runs over a long text.

const labelName = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const dnsLabel = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

const longestName = 63;
const longestSubdomain = 253;

/** Whether a text is a label key: a name of up to 63 characters, behind an optional DNS subdomain and a slash. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash === -1) return isLabelName(text);
  return isDnsSubdomain(text.slice(0, slash)) && isLabelName(text.slice(slash + 1));
}

/** Whether a text is a label value: empty, or up to 63 characters of letters, digits, `-`, `_` and `.`. */
export function isLabelValue(text: string): boolean {
  return text === '' || isLabelName(text);
}

/** Whether a text is one lower-case label of a DNS name (RFC 1123), as names of namespaces and Services must be. */
export function isDnsLabel(text: string): boolean {
  return text.length <= longestName && dnsLabel.test(text);
}

/**
 * Whether a text is a lower-case DNS name of up to 253 characters, as names of most objects must be. Kubernetes limits
 * only the whole here: a part between two dots may be longer than the 63 characters that DNS itself allows.
 */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= longestSubdomain && text.split('.').every((part) => dnsLabel.test(part));
}

function isLabelName(text: string): boolean {
  return text.length <= longestName && labelName.test(text);
}
