import { expect, test } from 'vitest';
import { includedKind } from './included-kind.ts';
import { writeAccess } from './write-access.ts';

test.each(['widgets.shop.example', 'Widgets.shop.example', 'shop.example/Widget'])(
  '%s is a resource of its group, and the role lists it',
  (typed) => {
    const included = includedKind(typed);
    expect(included).toMatchObject({ group: 'shop.example', resource: 'widgets' });
    const role = writeAccess({ criteria: ['tiers/assigned-tiers'], namespaces: [], included: [included] });
    expect(role).toMatch(/apiGroups: \[shop\.example\]\n    resources:\n.*\n      - widgets\n/);
  },
);

test.each(['widgets', 'Widget', '/'])('%s is of a group that nobody can tell', (typed) => {
  expect(() => includedKind(typed)).toThrow(`cannot tell of which group ${typed} is`);
});
