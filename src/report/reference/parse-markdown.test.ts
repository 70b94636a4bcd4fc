import { expect, test } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { writeMarkdown } from './write-markdown.ts';

const page = `# Disruption budgets

A drain evicts every pod on the node.
Only a budget makes it wait.

## How to see it

- \`kubectl get pdb -A\`
  shows them
  - ALLOWED DISRUPTIONS 0 blocks
  - N/A selects nothing
- and another

1. first
2. second

\`\`\`yaml fail
kind: Deployment
# not a heading
- not a list
\`\`\`

| a | b |
| --- | --- |
| x \\| y | \`z\` |
`;

test('the blocks of a page are told apart', () => {
  expect(parseMarkdown(page)).toEqual([
    { type: 'heading', level: 1, text: 'Disruption budgets' },
    { type: 'paragraph', text: 'A drain evicts every pod on the node. Only a budget makes it wait.' },
    { type: 'heading', level: 2, text: 'How to see it' },
    {
      type: 'list',
      numbered: false,
      entries: [
        { text: '`kubectl get pdb -A` shows them', notes: ['ALLOWED DISRUPTIONS 0 blocks', 'N/A selects nothing'] },
        { text: 'and another', notes: [] },
      ],
    },
    {
      type: 'list',
      numbered: true,
      entries: [
        { text: 'first', notes: [] },
        { text: 'second', notes: [] },
      ],
    },
    { type: 'code', info: 'yaml fail', text: 'kind: Deployment\n# not a heading\n- not a list' },
    { type: 'table', header: ['a', 'b'], rows: [['x | y', '`z`']] },
  ]);
});

test('what was read is written, and read as the same again', () => {
  const blocks = parseMarkdown(page);
  expect(parseMarkdown(writeMarkdown(blocks))).toEqual(blocks);
});

test.each(['', '\n\n', '```\nnever closed', '| lonely', '-', '#no heading', '    - deep\n- outer'])(
  '%j is read without complaint',
  (text) => {
    expect(() => writeMarkdown(parseMarkdown(text))).not.toThrow();
  },
);

test('carriage returns are none of the text', () => {
  expect(parseMarkdown('one\r\ntwo\r\n')).toEqual([{ type: 'paragraph', text: 'one two' }]);
});
