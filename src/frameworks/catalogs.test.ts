import { describe, expect, test } from 'vitest';
import { criterionIds } from '../definition/criteria.ts';
import { catalogs } from './catalogs.ts';
import { frameworkIds } from './frameworks.ts';
import { linksTo } from './links-to.ts';
import { mappingsOf } from './mappings.ts';

test('how many controls each framework has', () => {
  expect(Object.fromEntries(frameworkIds.map((id) => [id, catalogs[id].length]))).toEqual({
    iso27001: 93,
    soc2: 61,
    gdpr: 34,
    hipaa: 63,
    pci: 257,
    nist80053: 417,
    fedramp20x: 60,
    cis: 131,
    dora: 73,
    nis2: 57,
    bsi: 21,
  });
});

describe.each(frameworkIds)('%s', (framework) => {
  const ids = catalogs[framework].map(({ id }) => id);

  test('names each control once, with a title', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(catalogs[framework].filter(({ title }) => !/\w{2}/.test(title))).toEqual([]);
  });

  test('has every control that a criterion speaks to', () => {
    const mapped = criterionIds.flatMap((criterion) =>
      mappingsOf(criterion)
        .filter((one) => one.framework === framework)
        .flatMap(({ controls }) => controls),
    );

    expect(mapped.filter((id) => !ids.includes(id))).toEqual([]);
    expect([...linksTo(framework).values()].flat()).toHaveLength(mapped.length);
  });
});
