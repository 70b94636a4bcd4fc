import { expect, test } from 'vitest';
import { assessExample } from '../support/assess-example.ts';

// Whole folders in, whole assessments out: any verdict that moves shows in the diff. `npx vitest run test/golden --update` accepts what is meant.
test.each(['council', 'bank'])('examples/%s is assessed as before', async (name) => {
  const assessment = await assessExample(`examples/${name}`);
  await expect(`${JSON.stringify(assessment, null, 2)}\n`).toMatchFileSnapshot(`${name}.assessment.json`);
});
