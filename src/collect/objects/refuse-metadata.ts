import { isRaw, type Raw } from './fields.ts';
import { isBlank, isUnfilled, type Path, type Refuse } from './refuse-at.ts';

const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const namespace = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Refuses metadata with a value of a label, or a namespace, that no API server takes.
 * Source: k8s.io/apimachinery pkg/util/validation (IsValidLabelValue, IsDNS1123Label).
 */
export function refuseMetadata(metadata: unknown, path: Path, refuse: Refuse): void {
  if (!isRaw(metadata)) return;
  const { labels, namespace: stated } = metadata;
  if (typeof stated === 'string' && stated !== '' && !namespace.test(stated) && !isUnfilled(stated) && !isBlank(stated))
    refuse([...path, 'namespace'], 'a namespace has small letters, digits and - only, and at most 63 of them');
  if (isRaw(labels)) refuseLabels(labels, [...path, 'labels'], refuse);
}

function refuseLabels(labels: Raw, path: Path, refuse: Refuse): void {
  for (const key in labels) {
    const value = labels[key];
    if (typeof value === 'string' && !labelValue.test(value) && !isUnfilled(value))
      refuse(
        [...path, key],
        "a label's value has letters, digits, -, _ and . only, with a letter or digit at both ends, and at most 63 of them",
      );
  }
}
