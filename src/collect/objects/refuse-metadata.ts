import { isLabelKey, isLabelValue } from '../../estate/label.ts';
import { isRaw, type Raw } from './fields.ts';
import { isUnfilled, type Path, type Refuse } from './refuse-at.ts';

/**
 * Refuses metadata with a label, or a key of an annotation, that no API server takes.
 * Source: k8s.io/apimachinery pkg/util/validation (IsQualifiedName, IsValidLabelValue).
 */
export function refuseMetadata(metadata: unknown, path: Path, refuse: Refuse): void {
  if (!isRaw(metadata)) return;
  const { labels, annotations } = metadata;
  if (isRaw(labels)) refuseLabels(labels, [...path, 'labels'], refuse);
  if (isRaw(annotations))
    for (const key in annotations)
      if (!isLabelKey(key) && !isLabelKey(key.toLowerCase()) && !isUnfilled(key))
        refuse([...path, 'annotations', key], keyRule('annotation'));
}

function keyRule(what: string): string {
  return `the key of ${what === 'label' ? 'a' : 'an'} ${what} has letters, digits, -, _ and . only, and at most 63 of them behind its domain`;
}

function refuseLabels(labels: Raw, path: Path, refuse: Refuse): void {
  for (const key in labels) {
    const value = labels[key];
    if (!isLabelKey(key) && !isUnfilled(key)) refuse([...path, key], keyRule('label'));
    if (typeof value === 'string' && !isLabelValue(value) && !isUnfilled(value))
      refuse(
        [...path, key],
        "a label's value has letters, digits, -, _ and . only, with a letter or digit at both ends, and at most 63 of them",
      );
  }
}
