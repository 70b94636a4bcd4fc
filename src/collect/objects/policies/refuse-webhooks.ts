import { isRaw, type Raw } from '../fields.ts';
import { isNamedBy, subdomainRule } from '../name-rule.ts';
import { eachIn, isBlank, isLeftOut, isUnfilled, type Refuse, refuseWord } from '../refuse-at.ts';

/**
 * Refuses webhooks without a name in a domain, with words or times that there are not, and those that are asked at two places, or at a URL that is not encrypted.
 * Source: k8s.io/kubernetes pkg/apis/admissionregistration/validation (validateValidatingWebhook), k8s.io/apiserver pkg/util/webhook (ValidateWebhookURL).
 */
export function refuseWebhooks(raw: Raw, refuse: Refuse): void {
  eachIn(raw, 'webhooks', [], (webhook, path) => {
    const { name, clientConfig, sideEffects, failurePolicy, timeoutSeconds } = webhook;
    refuseWord(sideEffects, [...path, 'sideEffects'], ['None', 'NoneOnDryRun'], refuse);
    refuseWord(failurePolicy, [...path, 'failurePolicy'], ['Ignore', 'Fail'], refuse);
    if (typeof timeoutSeconds === 'number' && (timeoutSeconds < 1 || timeoutSeconds > 30))
      refuse([...path, 'timeoutSeconds'], 'it is a number from 1 to 30');
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
