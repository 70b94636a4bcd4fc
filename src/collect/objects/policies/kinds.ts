import type { KindLine } from '../kind-line.ts';
import {
  readAdmissionPolicy,
  readAdmissionPolicyBinding,
  readCelPolicy,
  readConstraint,
  readEngineWebhook,
  readImagePolicy,
  readModulePolicy,
} from './admission-policies.ts';
import { readEngineWorkload, readPolicyServer } from './policy-engine.ts';
import { readRulePolicy } from './rule-policy.ts';

/** Which facts are made of objects of this room. */
export const policiesKinds: readonly KindLine[] = [
  {
    fact: 'admissionPolicies',
    read: readAdmissionPolicy,
    of: ['admissionregistration.k8s.io/ValidatingAdmissionPolicy'],
  },
  {
    fact: 'admissionPolicies',
    read: readAdmissionPolicyBinding,
    of: ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding'],
  },
  {
    fact: 'admissionPolicies',
    read: readEngineWebhook,
    of: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration'],
  },
  { fact: 'admissionPolicies', read: readRulePolicy, of: ['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'] },
  {
    fact: 'admissionPolicies',
    read: readCelPolicy,
    of: [
      'policies.kyverno.io/ValidatingPolicy',
      'policies.kyverno.io/NamespacedValidatingPolicy',
      'policies.kyverno.io/ImageValidatingPolicy',
      'policies.kyverno.io/NamespacedImageValidatingPolicy',
    ],
  },
  { fact: 'admissionPolicies', read: readConstraint, of: ['constraints.gatekeeper.sh/*'] },
  { fact: 'admissionPolicies', read: readEngineWorkload, of: ['apps/Deployment'] },
  { fact: 'admissionPolicies', read: readPolicyServer, of: ['policies.kubewarden.io/PolicyServer'] },
  {
    fact: 'admissionPolicies',
    read: readModulePolicy,
    of: ['policies.kubewarden.io/ClusterAdmissionPolicy', 'policies.kubewarden.io/AdmissionPolicy'],
  },
  {
    fact: 'admissionPolicies',
    read: readImagePolicy,
    of: ['policy.sigstore.dev/ClusterImagePolicy', 'config.openshift.io/ClusterImagePolicy'],
  },
];
