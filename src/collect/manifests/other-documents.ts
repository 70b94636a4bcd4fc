import type { FactName, Facts } from '../../estate/facts.ts';
import { readAzurePipeline } from '../pipelines/azure-pipeline.ts';
import { readBitbucketPipeline } from '../pipelines/bitbucket-pipeline.ts';
import { readCommitHooks } from '../pipelines/commit-hooks.ts';
import { readGithubWorkflow } from '../pipelines/github-workflow.ts';
import { readGitlabPipeline } from '../pipelines/gitlab-pipeline.ts';
import { readAlertmanagerConfiguration } from '../objects/telemetry/alert-routings.ts';
import { isRuleFile, readAlertRuleFile } from '../objects/telemetry/alert-rules.ts';
import { isKubeBenchReport, readKubeBenchReport } from '../objects/control-plane/benchmark-report.ts';
import { isTalosMachine, readTalosMachine } from '../objects/control-plane/talos.ts';
import { isServerOptions, readServerOptions, serverOptionsFile } from '../objects/control-plane/server-options.ts';
import { isKubeconfigName } from './is-kubeconfig-name.ts';
import type { Raw } from '../objects/fields.ts';
import { readServerKubelet } from '../objects/nodes/kubelet.ts';
import type { Subject } from '../objects/object-metadata.ts';

/** A document that is no Kubernetes object, and understood all the same. */
export interface OtherDocument {
  /** What such a document is called in sentences, and the kind of the fact that it becomes. */
  readonly kind: string;
  /** By the file alone, with its folders as the user would type them: then also what cannot be parsed is one. null: its content tells. */
  readonly inFile: RegExp | null;
  /** By its content, and by its file where `inFile` is null. */
  readonly recognises: (value: Raw, file: string) => boolean;
  readonly fact: FactName;
  /** Its name is that of its file, unless the reader knows better. null where nothing is to be kept of it. */
  readonly read: (document: Subject) => Facts[FactName] | null;
  /** Whether it is read again, with what other files add to it. */
  readonly joins?: true;
  /** What it may become besides. */
  readonly also?: readonly FactName[];
}

const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What is wrong with either part of it is wrong with the file. */
function readServerFile(subject: Subject): ReturnType<typeof readServerOptions> {
  readServerKubelet(subject);
  return readServerOptions(subject);
}

/** All of them; the first that recognises a document reads it. */
const otherDocuments: readonly OtherDocument[] = [
  {
    kind: 'GitHub workflow',
    inFile: /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/,
    recognises: ({ jobs }) => isMap(jobs),
    fact: 'pipelines',
    read: readGithubWorkflow,
  },
  {
    kind: 'GitLab pipeline',
    inFile: /(^|\/)\.gitlab-ci\.ya?ml$/,
    recognises: () => true,
    fact: 'pipelines',
    read: readGitlabPipeline,
  },
  {
    kind: 'Azure pipeline',
    inFile: /(^|\/)\.?azure-pipelines[^/]*\.ya?ml$/,
    recognises: ({ stages, jobs, steps }) => isMap(stages) || isMap(jobs) || isMap(steps),
    fact: 'pipelines',
    read: readAzurePipeline,
  },
  {
    kind: 'Bitbucket pipeline',
    inFile: /(^|\/)bitbucket-pipelines\.ya?ml$/,
    recognises: ({ pipelines }) => isMap(pipelines),
    fact: 'pipelines',
    read: readBitbucketPipeline,
  },
  {
    kind: 'pre-commit hooks',
    inFile: /(^|\/)\.pre-commit-config\.ya?ml$/,
    recognises: ({ repos }) => Array.isArray(repos),
    fact: 'pipelines',
    read: readCommitHooks,
  },
  {
    kind: 'kube-bench report',
    inFile: null,
    recognises: isKubeBenchReport,
    fact: 'benchmarkReports',
    read: readKubeBenchReport,
  },
  {
    kind: 'server configuration',
    inFile: serverOptionsFile,
    recognises: isServerOptions,
    fact: 'controlPlanes',
    read: readServerFile,
    joins: true,
    also: ['kubelets'],
  },
  {
    kind: 'server configuration',
    inFile: null,
    recognises: isServerOptions,
    fact: 'controlPlanes',
    read: readServerFile,
    joins: true,
    also: ['kubelets'],
  },
  {
    kind: 'Talos machine configuration',
    inFile: null,
    recognises: isTalosMachine,
    fact: 'controlPlanes',
    read: readTalosMachine,
  },
  {
    kind: 'Prometheus rule file',
    inFile: null,
    recognises: ({ apiVersion, kind, groups }) => apiVersion === undefined && kind === undefined && isRuleFile(groups),
    fact: 'alertRules',
    read: readAlertRuleFile,
  },
  {
    kind: 'Alertmanager configuration',
    inFile: null,
    recognises: ({ apiVersion, kind, route, receivers }) =>
      apiVersion === undefined && kind === undefined && isMap(route) && Array.isArray(receivers),
    fact: 'alertRoutes',
    read: readAlertmanagerConfiguration,
  },
];

/** Which understood document a value is; null for a Kubernetes object and for what nobody here knows. */
export function otherDocumentOf(value: Raw, file: string): OtherDocument | null {
  return (
    otherDocuments.find(
      ({ inFile, recognises }) => (inFile === null || inFile.test(file)) && recognises(value, file),
    ) ?? null
  );
}

/** What a document that cannot be parsed may have become, by its file alone; null where that tells nothing. */
export function factsOfFile(file: string): readonly FactName[] | null {
  if (isKubeconfigName(file)) return ['kubeconfigs', 'credentialCarriers'];
  const found = otherDocuments.find(({ inFile }) => inFile?.test(file) ?? false);
  return found ? factsOf(found) : null;
}

/** What a document that cannot be read may have become. */
export function factsOf({ fact, also = [] }: OtherDocument): readonly FactName[] {
  return [fact, ...also, 'credentialCarriers'];
}
