import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAuditRule } from '../../test/support/any-audit-rule.ts';
import type { AuditRule } from '../estate/audit-policy.ts';
import { type AuditedRequest, auditLevelOf } from './audit-level.ts';

const exec: AuditedRequest = {
  user: { name: 'ada', groups: ['engineers', 'system:authenticated'] },
  verb: 'create',
  group: '',
  resource: 'pods',
  subresource: 'exec',
  namespace: 'bank',
  name: 'ledger-0',
};

function level(rule: Partial<AuditRule>, request: Partial<AuditedRequest> = {}): string {
  return auditLevelOf({ rules: [{ ...anyAuditRule, ...rule }] }, { ...exec, ...request }).level;
}

const core = (...resources: string[]): AuditRule['resources'] => [{ group: '', resources, names: [] }];

describe('a rule fits as it does for the API server (audit/policy/checker.go)', () => {
  test.each<[string, Partial<AuditRule>, Partial<AuditedRequest>, 'Metadata' | 'None']>([
    ['one that says nothing', {}, {}, 'Metadata'],
    ['by user', { users: ['ada'] }, {}, 'Metadata'],
    ['of another user', { users: ['ben'] }, {}, 'None'],
    ['by group', { groups: ['engineers'] }, {}, 'Metadata'],
    ['of another group', { groups: ['auditors'] }, {}, 'None'],
    ['by user, where nobody has signed in', { users: ['ada'] }, { user: null }, 'None'],
    ['by group, where nobody has signed in', { groups: ['system:unauthenticated'] }, { user: null }, 'None'],
    ['by verb', { verbs: ['create'] }, {}, 'Metadata'],
    ['of another verb', { verbs: ['get'] }, {}, 'None'],
    ['by namespace', { namespaces: ['bank'] }, {}, 'Metadata'],
    ['of another namespace', { namespaces: ['shop'] }, {}, 'None'],
    ['the empty namespace is that of what lies in none', { namespaces: [''] }, { namespace: '' }, 'Metadata'],
    ['pods are not pods/exec', { resources: core('pods') }, {}, 'None'],
    ['pods/exec', { resources: core('pods/exec') }, {}, 'Metadata'],
    ['pods/*', { resources: core('pods/*') }, {}, 'Metadata'],
    ['pods/* is for pods, too', { resources: core('pods/*') }, { subresource: '' }, 'Metadata'],
    ['*/exec', { resources: core('*/exec') }, {}, 'Metadata'],
    ['*/exec is not for pods', { resources: core('*/exec') }, { subresource: '' }, 'None'],
    ['*', { resources: core('*') }, {}, 'Metadata'],
    ['a whole group', { resources: core() }, {}, 'Metadata'],
    ['another group', { resources: [{ group: 'apps', resources: [], names: [] }] }, {}, 'None'],
    ['all groups', { resources: [{ group: '*', resources: [], names: [] }] }, {}, 'Metadata'],
    ['a subresource of all groups', { resources: [{ group: '*', resources: ['*/exec'], names: [] }] }, {}, 'Metadata'],
    ['another resource of all groups', { resources: [{ group: '*', resources: ['secrets'], names: [] }] }, {}, 'None'],
    ['by name', { resources: [{ group: '', resources: ['pods/exec'], names: ['ledger-0'] }] }, {}, 'Metadata'],
    ['of another name', { resources: [{ group: '', resources: ['pods/exec'], names: ['web-0'] }] }, {}, 'None'],
    ['for paths', { paths: ['*'] }, {}, 'None'],
    ['both stages left out', { omits: ['RequestReceived', 'ResponseComplete'] }, { subresource: '' }, 'None'],
    ['both stages left out of what stays open', { omits: ['RequestReceived', 'ResponseComplete'] }, {}, 'Metadata'],
    ['all its stages left out', { omits: ['RequestReceived', 'ResponseStarted', 'ResponseComplete'] }, {}, 'None'],
    [
      'content is known at the end only',
      { level: 'RequestResponse', omits: ['ResponseComplete'] },
      { subresource: '' },
      'Metadata',
    ],
    [
      'what a watch brings is not written',
      { level: 'RequestResponse' },
      { verb: 'watch', subresource: '' },
      'Metadata',
    ],
    ['one stage left out', { omits: ['RequestReceived'] }, {}, 'Metadata'],
  ])('%s', (_name, rule, request, expected) => {
    expect(level(rule, request)).toBe(expected);
  });
});

test('the first rule that fits decides, and where none does nothing is logged', () => {
  const rules: AuditRule[] = [
    { ...anyAuditRule, users: ['ben'] },
    { ...anyAuditRule, level: 'None' },
    { ...anyAuditRule, level: 'Request' },
  ];
  expect(auditLevelOf({ rules }, exec)).toMatchObject({ level: 'None', rule: 1 });
  expect(auditLevelOf({ rules: [] }, exec)).toMatchObject({ level: 'None', rule: null });
});

test('rules behind the one that decides do not matter', () => {
  const rule: fc.Arbitrary<AuditRule> = fc
    .record({
      level: fc.constantFrom<AuditRule['level']>('None', 'Metadata', 'Request', 'RequestResponse'),
      users: fc.constantFrom<string[]>([], ['ada'], ['ben']),
      verbs: fc.constantFrom<string[]>([], ['create'], ['get']),
    })
    .map((some) => ({ ...anyAuditRule, ...some }));
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), fc.array(rule, { maxLength: 3 }), (rules, more) => {
      const answer = auditLevelOf({ rules }, exec);
      const longer = auditLevelOf({ rules: [...rules, ...more] }, exec);
      const rest = auditLevelOf({ rules: more }, exec);
      const behind = { ...rest, rule: rest.rule === null ? null : rest.rule + rules.length };
      expect(longer).toEqual(answer.rule === null ? behind : answer);
    }),
  );
});
