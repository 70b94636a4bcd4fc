import manifest from '../../package.json' with { type: 'json' };

/** The version of KubeCompass, written once: in the repository's package.json. */
export const version: string = manifest.version;
