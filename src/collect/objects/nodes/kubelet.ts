import type { Kubelet } from '../../../estate/kubelet.ts';
import { goBoolean } from '../../go-boolean.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { type Flags, flagsOfFields, kubeletFlagsOf } from '../control-plane/api-server-flags.ts';
import { expectVersion, headOfFile } from '../control-plane/component-file.ts';
import { argumentWords, optionWords } from '../control-plane/option-words.ts';
import { Fields, isRaw } from '../fields.ts';
import type { Head, Subject } from '../object-metadata.ts';

/** Reads a KubeletConfiguration. */
export function readKubeletConfiguration(subject: Subject): Kubelet {
  expectVersion(subject, ['v1beta1']);
  return ofConfiguration(headOfFile(subject), subject.fields, '');
}

/** Reads the ConfigMap in which kubeadm keeps the KubeletConfiguration of all nodes; null for all others. */
export function readKubeletConfigMap({ fields, head }: Subject): Kubelet | null {
  if (!/^kubelet-config(?:-1\.\d+)?$/.test(head.name)) return null;
  const text = fields.objectOrEmpty('data').text('kubelet');
  if (text === null) return null;
  const [document] = readDocuments(text);
  if (!document || !('value' in document) || !isRaw(document.value))
    return fields.objectOrEmpty('data').refuse('kubelet', 'a KubeletConfiguration');
  return ofConfiguration(head, new Fields(document.value, fields, ['data', 'kubelet']), 'data.kubelet');
}

function ofConfiguration(head: Head, configuration: Fields, within: string): Kubelet {
  const anonymous = configuration.objectOrEmpty('authentication').objectOrEmpty('anonymous');
  const mode = configuration.objectOrEmpty('authorization').text('mode');
  return {
    ...head,
    noun: 'kubelet',
    answersAnybody: anonymous.boolean('enabled'),
    allowsEverything: mode === null || mode === '' ? null : mode === 'AlwaysAllow',
    at: {
      anonymous: within || 'authentication.anonymous.enabled',
      authorization: within || 'authorization.mode',
    },
  };
}

/** Reads what options of k3s or RKE2 hand the kubelet; null where they do not speak of who is let in: both turn away whoever has not signed in. */
export function readServerKubelet({ fields, head }: Subject): Kubelet | null {
  return ofArguments(head, optionWords(fields, 'kubelet-arg'), 'kubelet-arg');
}

/** Reads what a KThreesControlPlane or an RKE2ControlPlane hands the kubelets of its servers; null where it does not speak of who is let in. */
export function readProviderKubelet({ spec, head }: Subject): Kubelet | null {
  const isRke2 = head.kind.startsWith('RKE2');
  const agent = (isRke2 ? spec : spec.objectOrNone('kthreesConfigSpec')).objectOrNone('agentConfig');
  const words = isRke2 ? agent.objectOrNone('kubelet').texts('extraArgs') : agent.texts('kubeletArgs');
  const path = isRke2 ? 'spec.agentConfig.kubelet.extraArgs' : 'spec.kthreesConfigSpec.agentConfig.kubeletArgs';
  return ofArguments(head, argumentWords(words), path);
}

function ofArguments(head: Head, words: readonly string[], path: string): Kubelet | null {
  return ofFlags(head, kubeletFlagsOf(words), { anonymous: path, authorization: path });
}

/** null where the flags do not speak of who is let in. */
function ofFlags(
  head: Head,
  { 'anonymous-auth': anonymous, 'authorization-mode': mode }: Flags,
  at: Kubelet['at'],
): Kubelet | null {
  if (anonymous === undefined && mode === undefined) return null;
  return {
    ...head,
    noun: 'kubelet',
    answersAnybody: anonymous === undefined ? null : goBoolean(anonymous),
    allowsEverything: mode === undefined ? null : mode === 'AlwaysAllow',
    at,
  };
}

/** Reads what the Cluster and an InstanceGroup of kOps say of kubelets; null where they do not speak of either. */
export function readKopsKubelet({ spec, head }: Subject): Kubelet | null {
  return ofFlags(head, flagsOfFields(spec.objectOrEmpty('kubelet')), {
    anonymous: 'spec.kubelet.anonymousAuth',
    authorization: 'spec.kubelet.authorizationMode',
  });
}
