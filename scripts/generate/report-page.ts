import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { generatedNotice } from './write-generated.ts';

/** The style and the script of the HTML report as they stand in it, each with the hash by which its content security policy knows it. */
export async function reportPage(): Promise<string> {
  const style = shorten(readFileSync('src/report/html/page.css', 'utf8'));
  const script = await bundleScript('src/report/html/browser/page.ts');
  if (/<\/(?:script|style)|<!--/i.test(style + script))
    throw new Error('The style or the script ends its own element.');
  const constants = { style, styleHash: hashOf(style), script, scriptHash: hashOf(script) };
  const words = {
    style: 'What the report looks like.',
    styleHash: 'By which the report’s policy knows its style.',
    script: 'What the report does where scripts run.',
    scriptHash: 'By which the report’s policy knows its script.',
  };
  const lines = Object.entries(constants).map(
    ([name, text]) => `/** ${words[name as keyof typeof words]} */\nexport const ${name} = ${JSON.stringify(text)};\n`,
  );
  return `${generatedNotice}\n${lines.join('\n')}`;
}

async function bundleScript(input: string): Promise<string> {
  const bundle = await rolldown({ input, tsconfig: false });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code.trim();
}

/** A style sheet without comments and without what only makes it readable. */
function shorten(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
