import { notSeenToRun } from '../../../estate/gap.ts';
import { type Check, defineCheck, fault, here, unseen } from '../../define-check.ts';

export const imageScanning: Check = defineCheck({
  answers: 'workload/image-scanning',
  title: 'Scanning of images',
  question: 'Does a scan for known vulnerabilities stop an image before it is deployed?',
  why: 'A scan whose result stops nothing is found in the log of the build after the break-in.',
  fix: 'Let the scan end with an error from the severity on that you would not deploy, and accept single findings by name and date.',
  needs: ['pipelines', 'admissionPolicies'],
  reasons: {
    'audit-only': ['PPa', 'a vulnerability that {scanner} finds stops nothing: {because}'],
    'not-before-deployment': [
      'aaa',
      'it scans by the clock or by hand only, so an image is deployed before it is scanned',
      'Scan in the pipeline that builds the image, too.',
    ],
  },

  over: ({ pipelines, admissionPolicies }) => [
    ...pipelines.filter(({ scans }) => scans.some(({ seeks }) => seeks === 'vulnerabilities')),
    ...admissionPolicies.filter(({ rules }) => rules.some(({ looksAt }) => looksAt === 'vulnerabilities')),
  ],

  judge: {
    pipeline({ runs, scans, proof }) {
      const own = scans.filter(({ seeks }) => seeks === 'vulnerabilities');
      // A table for people first, then the same scan as a gate: one step that stops is enough.
      const stops = own.some((scan) => scan.stops !== false);
      return [
        ...(runs === 'apart' ? [fault('not-before-deployment')] : []),
        ...(runs === 'apart' || stops
          ? []
          : own.map(({ scanner, because, path }) => fault('audit-only', here(path), { scanner, because }))),
        unseen(notSeenToRun('a scan of images', proof)),
      ];
    },

    admissionPolicy({ rules }) {
      const own = rules.filter(({ looksAt, refuses }) => looksAt === 'vulnerabilities' && refuses === false);
      return [
        ...own.map(({ path, because }) => fault('audit-only', here(path), { scanner: 'the scan', because })),
        unseen(notSeenToRun('a policy that asks for a scan', proofOfPolicy)),
      ];
    },
  },
});

/** It is refused where a scan is asked for; an image of any other registry may be refused for its registry. */
const proofOfPolicy = 'kubectl run unscanned --image=REGISTRY-THAT-IS-ALLOWED/AN-IMAGE-NOT-SCANNED --dry-run=server';
