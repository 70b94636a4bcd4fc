import type { ApiUse } from '../../estate/api-use.ts';
import type { Head } from '../objects/object-metadata.ts';
import { apiRemoval, isKindOfRemoval } from './api-removals.ts';

/** An object in a version of an API that does not last, before anything is looked up for the day of the estate. */
export type FoundApiUse = Omit<ApiUse, 'isServed' | 'oldestSupported' | 'table'>;

/** Groups that the API server itself serves; an alpha version of any other is its tool's affair. */
const builtIn =
  /^(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io\/v\d+alpha\d+$/;

/** The use of a version that does not last; null for every other object. */
export function readApiUse(head: Head): FoundApiUse | null {
  const { apiVersion, kind } = head;
  const removal = apiRemoval(apiVersion, kind);
  if (removal) return { ...head, noun: 'apiUse', stage: 'ended', ...removal };
  if (!builtIn.test(apiVersion)) return null;
  return { ...head, noun: 'apiUse', stage: 'alpha', removedIn: null, instead: null };
}

/** Whether an object of a kind may be one, as far as can be told of one that cannot be read. `apiVersion` null: of whatever version. */
export function mayBeApiUse(kind: string, apiVersion: string | null): boolean {
  if (apiVersion === null) return isKindOfRemoval(kind);
  return apiRemoval(apiVersion, kind) !== null || builtIn.test(apiVersion);
}
