import type { AdmissionHook } from '../estate/admission-webhook.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** Whether something stands ready behind the Service of a webhook; `hidden`: its endpoints were not all seen. null: of what stands in a file none were looked for. */
export type WebhookAnswer = 'ready' | 'nobody' | 'hidden' | null;

/** Whether something stands ready behind each webhook of a configuration. */
export const webhookAnswers: Analysis<'admissionWebhook', (hook: AdmissionHook) => WebhookAnswer> = defineAnalysis({
  needs: ['serviceEndpoints'],
  per: 'admissionWebhook',
  compute:
    ({ serviceEndpoints }) =>
    ({ origin, places }, vantage) =>
    ({ service }) => {
      if (service === null || origin.api === undefined) return null;
      const { found, complete } = serviceEndpoints.near({ namespace: service.namespace, places }, vantage);
      const own = found.filter((one) => one.service === service.name);
      if (own.some(({ ready }) => ready > 0)) return 'ready';
      return complete ? 'nobody' : 'hidden';
    },
});
