import type { Assessment } from '../assessment/assessment.ts';
import { withoutPasses } from '../assessment/without-passes.ts';
import type { Format, Output } from './output-options.ts';
import { renderForTerminal, type TerminalWishes } from './render-for-terminal.ts';

/** How the formats are written that are no terminal's. Each is loaded when it is asked for. */
const renderers: Readonly<Record<Exclude<Format, 'terminal'>, () => Promise<(assessment: Assessment) => string>>> = {
  json: async () => (await import('../report/json.ts')).renderJson,
  html: async () => {
    const [{ renderHtml }, { checks }] = await Promise.all([
      import('../report/html/render-html.ts'),
      import('../checks/registry.generated.ts'),
    ]);
    return (assessment) => renderHtml(assessment, checks);
  },
  csv: async () => (await import('../report/csv/render-csv.ts')).renderCsv,
  sarif: async () => {
    const [{ renderSarif }, { checks }] = await Promise.all([
      import('../report/sarif/render-sarif.ts'),
      import('../checks/registry.generated.ts'),
    ]);
    return (assessment) => renderSarif(assessment, checks);
  },
  junit: async () => (await import('../report/junit/render-junit.ts')).renderJunit,
  markdown: async () => (await import('../report/markdown/render-markdown.ts')).renderMarkdown,
};

/** The formats that list what passes too, asked for or not: they are a population. */
const populations: readonly Format[] = ['csv', 'junit'];

/** Whether an output lists what passes. */
export function listsPasses({ format }: Output, { all }: Pick<TerminalWishes, 'all'>): boolean {
  return all || populations.includes(format);
}

/** Renders an assessment, which lists what passes where any of the outputs does, for one of them. */
export async function renderOutput(assessment: Assessment, output: Output, wishes: TerminalWishes): Promise<string> {
  const shown = listsPasses(output, wishes) ? assessment : withoutPasses(assessment);
  if (output.format === 'terminal') return renderForTerminal(shown, output.file, wishes);
  const render = await renderers[output.format]();
  return render(shown);
}
