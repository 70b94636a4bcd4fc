import type { Identified } from './identity.ts';

/** A build or release file that sets the tag of an image when it is applied, so that the manifest's own tag says nothing. */
export interface ImageOverride extends Identified {
  readonly noun: 'imageOverride';
  /** The image's name as manifests write it, without tag. */
  readonly image: string;
}
