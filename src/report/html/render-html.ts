import type { Assessment } from '../../assessment/assessment.ts';
import { count } from '../terminal/count.ts';
import { showChecklist, showChecklistCounts } from '../view/checklist.ts';
import type { Explained } from '../view/criterion.ts';
import { showCrashes } from '../view/crashes.ts';
import { showExceptions } from '../view/exceptions.ts';
import { showFilters } from '../view/filters.ts';
import { showFindings } from '../view/findings.ts';
import { showFrameworks } from '../view/frameworks.ts';
import { sayAnswer, showHeadline } from '../view/headline.ts';
import { html, type Markup, textOf } from '../view/html.ts';
import { showMatrix } from '../view/matrix.ts';
import { showNext } from '../view/next.ts';
import { showNotSeen } from '../view/not-seen.ts';
import { showSeen, showTime } from '../view/seen.ts';
import { showWorkloads } from '../view/subjects.ts';
import { script, scriptHash, style, styleHash } from './page.generated.ts';

/**
 * Nothing is loaded from anywhere and nothing is sent; of styles and scripts only the two below count, and text never becomes markup, even by a mistake
 * in the script.
 */
const policy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  `script-src '${scriptHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const icon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Ccircle cx=%228%22 cy=%228%22 r=%227%22 fill=%22none%22 stroke=%22%23468%22 stroke-width=%222%22/%3E%3Cpath d=%22M11 5 9 9l-4 2 2-4z%22 fill=%22%23468%22/%3E%3C/svg%3E';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup | null;
}

/** Renders an assessment as one HTML file that needs nothing else: no request leaves it, and everything can be read without its script. `checks` give the criteria their words. */
export function renderHtml(assessment: Assessment, checks: readonly Explained[]): string {
  const sections: readonly Section[] = [
    { id: 'next', title: 'What to do next', body: showNext(assessment) },
    { id: 'checklist', title: 'Checklist', body: showChecklist(assessment) },
    { id: 'chapters', title: 'Chapters and tiers', body: showMatrix(assessment) },
    { id: 'workloads', title: 'Workloads', body: showWorkloads(assessment) },
    {
      id: 'findings',
      title: 'Findings',
      body: html`${showFilters(assessment)}<div id="list">${showFindings(assessment, checks)}</div>`,
    },
    { id: 'not-seen', title: 'Not seen and assumed', body: showNotSeen(assessment) },
    { id: 'exceptions', title: 'Exceptions and baseline', body: showExceptions(assessment) },
    { id: 'frameworks', title: 'Frameworks', body: showFrameworks(assessment) },
    { id: 'crashes', title: 'Crashed checks', body: showCrashes(assessment) },
  ];
  const shown = sections.filter(({ body }) => body !== null && textOf(body) !== '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${textOf(html`<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>KubeCompass: ${sayAnswer(assessment)}</title>
<link rel="icon" href="${icon}">`)}
<style>${style}</style>
</head>
<body>
${textOf(showBody(assessment, shown))}
<script>${script}</script>
</body>
</html>
`;
}

function showBody(assessment: Assessment, sections: readonly Section[]): Markup {
  const { tool, estate } = assessment;
  return html`<a class="skip" href="#main">Skip to the report</a>
<header class="top"><p class="brand">KubeCompass</p><nav aria-label="Sections"><ul>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav><button type="button" id="theme" hidden>Theme: system</button></header>
<main id="main" tabindex="-1">
<div class="answer">${showHeadline(assessment)}<div class="overview">${showChecklistCounts(assessment)}</div>${showSeen(assessment)}</div>
${sections.map(({ id, title, body }) => html`<section class="part" id="${id}"><h2>${title}</h2>${body}</section>`)}
</main>
<footer><p>${tool.name} ${tool.version}, definition ${tool.definition}; ${showTime(estate.collectedAt)}; estate <code>${estate.id}</code>; ${count(assessment.findings.length, 'finding')} in all. Proven: pass, attested or not applicable; failing: fail or partial; unproven: unknown. What was not seen is never proven.</p></footer>
`;
}
