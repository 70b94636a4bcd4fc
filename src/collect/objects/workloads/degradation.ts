import type { AdmissionHook, AdmissionWebhook } from '../../../estate/admission-webhook.ts';
import type { PriorityClass } from '../../../estate/priority-class.ts';
import type { Fields } from '../fields.ts';
import type { Subject } from '../object-metadata.ts';
import { readSelector } from '../selector.ts';

/** Reads a PriorityClass. */
export function readPriorityClass({ fields, head }: Subject): PriorityClass {
  return {
    ...head,
    noun: 'priorityClass',
    value: fields.integer('value') ?? 0,
    isDefault: fields.boolean('globalDefault') ?? false,
    preempts: fields.text('preemptionPolicy') !== 'Never',
  };
}

/** Reads a ValidatingWebhookConfiguration or a MutatingWebhookConfiguration. */
export function readAdmissionWebhook({ fields, head }: Subject): AdmissionWebhook {
  // v1beta1 let an object through when its webhook did not answer, v1 refuses it.
  const unsaid = head.apiVersion.endsWith('/v1beta1') ? 'Ignore' : 'Fail';
  return { ...head, noun: 'admissionWebhook', hooks: fields.objects('webhooks').map((one) => readHook(one, unsaid)) };
}

function readHook(hook: Fields, unsaid: string): AdmissionHook {
  const service = hook.objectOrEmpty('clientConfig').object('service');
  return {
    name: hook.text('name') ?? '',
    path: hook.where,
    failsClosed: (hook.text('failurePolicy') ?? unsaid) === 'Fail',
    service: service ? { namespace: service.text('namespace') ?? '', name: service.text('name') ?? '' } : null,
    guardsPods: hook.objects('rules').some(concernsNewPods),
    namespaces: readSelector(hook, 'namespaceSelector') ?? {},
    objects: readSelector(hook, 'objectSelector') ?? {},
    hasConditions: hook.list('matchConditions').length > 0,
  };
}

function concernsNewPods(rule: Fields): boolean {
  const has = (key: string, ...wanted: string[]): boolean => rule.texts(key).some((one) => wanted.includes(one));
  return (
    has('apiGroups', '', '*') &&
    has('resources', 'pods', '*', '*/*') &&
    has('operations', 'CREATE', '*') &&
    rule.text('scope') !== 'Cluster'
  );
}
