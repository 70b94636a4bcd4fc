import type { FindingEvidence } from '../../assessment/assessment.ts';
import { showValue } from '../terminal/show-value.ts';
import type { GroupedSubject } from '../terminal/group-findings.ts';
import { html, type Markup } from './html.ts';

/** Where a subject of a group stands, with the values that were seen, and where else the very same stands. */
export function showPlaces({ evidence, copies }: Pick<GroupedSubject, 'evidence' | 'copies'>): Markup {
  const files = evidence.map(({ source }) => source?.file ?? null);
  const places = evidence.map((one, index) =>
    showPlace(one, index > 0 && files[index] === files[index - 1] ? '' : (files[index] ?? '')),
  );
  return html`${places.map((place, index) => html`${index > 0 && ', '}${place}`)}${
    copies.length > 0 && html`, also in ${copies.map((copy) => placeOf(copy, copy.file)).join(', ')}`
  }`;
}

function showPlace({ source, path, value }: FindingEvidence, file: string): Markup {
  const place = source === null ? '' : placeOf(source, file);
  const seen = [path ?? '', value === undefined ? '' : showValue(value)].filter((part) => part !== '').join(' ');
  return html`${place}${place !== '' && seen !== '' && ' '}${seen !== '' && html`<code>${seen}</code>`}`;
}

/** File and line; of an object of a cluster the path at which its API server gives it. */
function placeOf({ line, api }: NonNullable<FindingEvidence['source']>, file: string): string {
  return api === undefined ? `${file}:${line}` : file;
}
