import { elsewhere, type Gap } from '../estate/gap.ts';
import type { Kubeconfig, KubeconfigLogin } from '../estate/kubeconfig.ts';
import { type Analysis, defineAnalysis } from './define-analysis.ts';

/** A credential that stands in a kubeconfig itself, so that whoever has the file has it. */
export interface HeldCredential {
  /** The name of its user. */
  readonly name: string;
  /** In words, what it is. */
  readonly what: string;
  readonly path: string;
}

/** How the users of a kubeconfig sign in. */
export interface HeldCredentials {
  readonly held: readonly HeldCredential[];
  /** Whether a user signs in anew each time. */
  readonly asksAnew: boolean;
}

/** The credentials that a kubeconfig holds; not known where it holds none and names files that may. */
export const heldCredentials: Analysis<'kubeconfig', HeldCredentials> = defineAnalysis({
  needs: [],
  per: 'kubeconfig',
  compute:
    () =>
    ({ users }: Kubeconfig): HeldCredentials | Gap => {
      const held = users.flatMap(({ name, login, path }) => {
        const what = inFile[login];
        return what === undefined ? [] : [{ name, path, what }];
      });
      if (held.length === 0 && users.some(({ login }) => login === 'file')) return inOtherFile;
      return { held, asksAnew: users.some(({ login }) => login === 'login') };
    },
});

const inFile: { readonly [Login in KubeconfigLogin]?: string } = {
  token: 'a token',
  password: 'a password',
  certificate: 'the key of a client certificate',
};

const inOtherFile = elsewhere('the credentials that it names stand in files that are not here');
