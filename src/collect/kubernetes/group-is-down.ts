import type { Gap } from '../../estate/gap.ts';

/** The gap of a group of APIs that the API server passes on: what it serves cannot be read while that does not answer. */
export function groupIsDown(group: string, by = 'another server'): Gap {
  return {
    gap: 'unreachable',
    detail: `the API group ${group} is served by ${by}, which does not answer`,
    suppliedBy: 'running-platform',
  };
}
