import fc from 'fast-check';
import { type Json, metadata } from './random-parts.ts';

const sensor = fc
  .record({
    metadata: metadata(fc.constant('falco')),
    nodeSelector: fc.constantFrom<Json>({}, { pool: 'apps' }),
    tolerations: fc.constantFrom<Json[]>([], [{ operator: 'Exists' }]),
  })
  .map(({ metadata: head, ...placed }): Json => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: head,
    spec: {
      selector: { matchLabels: { app: 'falco' } },
      template: {
        metadata: { labels: { app: 'falco' } },
        spec: { containers: [{ name: 'falco', image: 'falcosecurity/falco:0.42.0' }], ...placed },
      },
    },
  }));

/** An object by which a platform is observed. */
export const monitoringObject: fc.Arbitrary<Json> = fc.oneof({ weight: 2, arbitrary: sensor });
