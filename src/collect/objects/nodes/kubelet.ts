import type { Kubelet } from '../../../estate/kubelet.ts';
import { goBoolean } from '../../go-boolean.ts';
import { readDocuments } from '../../manifests/text/read-documents.ts';
import { flagsOfFields } from '../control-plane/api-server-flags.ts';
import { expectVersion, headOfFile } from '../control-plane/component-file.ts';
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

/** Reads what the Cluster and an InstanceGroup of kOps say of kubelets; null where they do not speak of either. */
export function readKopsKubelet({ spec, head }: Subject): Kubelet | null {
  const kubelet = spec.object('kubelet');
  if (!kubelet || (!kubelet.has('anonymousAuth') && !kubelet.has('authorizationMode'))) return null;
  const { 'anonymous-auth': anonymous, 'authorization-mode': mode } = flagsOfFields(kubelet);
  return {
    ...head,
    noun: 'kubelet',
    answersAnybody: anonymous === undefined ? null : goBoolean(anonymous),
    allowsEverything: mode === undefined ? null : mode === 'AlwaysAllow',
    at: { anonymous: 'spec.kubelet.anonymousAuth', authorization: 'spec.kubelet.authorizationMode' },
  };
}
