import type { Assessment } from '../../assessment/assessment.ts';
import { count } from '../terminal/count.ts';
import { gatherDetails } from '../terminal/gather-details.ts';
import { nameSubject } from '../terminal/name-subject.ts';
import { html, type Markup } from './html.ts';
import { showProse } from './prose.ts';

/** What could not be read, rendered or counted: each list with its title, and no list that has nothing to say. */
export function showNotSeen({ estate, assumptions }: Assessment): Markup {
  const { objects, kinds } = estate.withoutSchema;
  const at = (file: string, line: number, column: number): string =>
    estate.cluster === null ? `${file}:${line}:${column}` : file;
  const lists: readonly (readonly [string, string, readonly Markup[]])[] = [
    [
      'gaps',
      'Not given, or hidden',
      gatherDetails([...new Set([...estate.gaps, ...estate.hidden].map(({ detail }) => detail))]).map(showProse),
    ],
    [
      'unreadable',
      'Documents that could not be read or are not valid',
      estate.unreadable.map(
        ({ file, line, column, message, also = [] }) =>
          html`<span class="place">${at(file, line, column)}</span> ${message}${also.map(
            (one) => html`; also <span class="place">${one.line}:${one.column}</span> ${one.message}`,
          )}`,
      ),
    ],
    [
      'unrendered',
      'Sources that were not rendered',
      estate.unreadSources.map(({ file, message }) => html`<span class="place">${file}</span> ${showProse(message)}`),
    ],
    [
      'dropped',
      'Fields that count for nothing',
      [
        ...estate.dropped.map(
          ({ file, line, column, kind, namespace, name, message }) =>
            html`<span class="place">${file}:${line}:${column}</span> ${nameSubject({ kind, namespace, name, apiVersion: '' })}: ${message}`,
        ),
        ...(objects > 0
          ? [
              html`${count(objects, 'object')} of kinds without a kept schema, whose fields were not checked: ${kinds.join(', ')}`,
            ]
          : []),
      ],
    ],
    [
      'conflicts',
      'Defined twice',
      estate.conflicts.map(
        ({ kind, namespace, name, files }) =>
          html`${nameSubject({ kind, namespace, name, apiVersion: '' })}: <span class="place">${files.join(', ')}</span>`,
      ),
    ],
    ['assumptions', 'Assumed', assumptions.map((one) => html`${one}`)],
  ];
  return html`${lists.map(
    ([id, title, items]) =>
      items.length > 0 &&
      html`<section id="${id}"><h3>${title}</h3><ul class="lines">${items.map((item) => html`<li>${item}</li>`)}</ul></section>`,
  )}`;
}
