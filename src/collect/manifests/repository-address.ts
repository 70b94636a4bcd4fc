import { withoutUrlCredentials } from '../credentials/without-url-credentials.ts';

/**
 * An address of a Git repository in one form, however it is written: `git@github.com:Bank/apps.git`, `ssh://git@github.com:22/bank/apps` and
 * `https://github.com/bank/apps.git/` are all `github.com/bank/apps`.
 */
export function repositoryAddress(url: string): string {
  const plain = withoutUrlCredentials(url.trim());
  const [, host, path] =
    /^[a-z][a-z0-9+.-]*:\/\/([^/]*)(.*)$/i.exec(plain) ?? /^([\w.-]+):(?!\/\/)(.*)$/.exec(plain) ?? [];
  const whole = host === undefined ? plain : `${host.replace(/:\d*$/, '')}/${(path ?? '').replace(/^\/+/, '')}`;
  return whole
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .toLowerCase();
}

/** The last step of an address, by which forks and mirrors of a repository are mostly called too. */
export function repositoryName(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}
