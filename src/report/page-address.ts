/** Where the project tells of itself. */
export const projectAddress = 'https://kubecompass.io';

/** Where the page of a criterion stands: `docs/reference/criteria` by the criterion's id, which never changes. */
export function pageOf(criterion: string): string {
  return `${projectAddress}/reference/criteria/${criterion}`;
}
