import { isRaw, type Raw } from '../fields.ts';
import { isNamedBy, subdomainRule } from '../name-rule.ts';
import { eachIn, isBlank, isLeftOut, isUnfilled, type Refuse } from '../refuse-at.ts';

/**
 * Refuses webhooks without a name in a domain, and those that are asked at two places, or at a URL that is not encrypted.
 * Source: k8s.io/kubernetes pkg/apis/admissionregistration/validation (validateValidatingWebhook), k8s.io/apiserver pkg/util/webhook (ValidateWebhookURL).
 */
export function refuseWebhooks(raw: Raw, refuse: Refuse): void {
  eachIn(raw, 'webhooks', [], ({ name, clientConfig }, path) => {
    if (isLeftOut(name)) refuse.missing([...path, 'name']);
    else if (typeof name === 'string' && !isUnfilled(name) && !isBlank(name))
      if (!isNamedBy(subdomainRule, name) || name.split('.').length < 3)
        refuse([...path, 'name'], 'it is a name in a domain, of three parts or more, such as pods.bank.example');
    const { url, service } = isRaw(clientConfig) ? clientConfig : {};
    const at = [...path, 'clientConfig'];
    const [hasUrl, hasService] = [url !== undefined && url !== null, service !== undefined && service !== null];
    if (hasUrl && hasService) refuse.together([...at, 'url'], 'it may not stand beside a service');
    else if (typeof url === 'string' && !isUnfilled(url) && !/^https:\/\/[^/?#]/i.test(url))
      refuse([...at, 'url'], 'it must begin with https:// and a host');
  });
}
