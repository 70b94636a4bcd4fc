import { describe, expect, test } from 'vitest';
import { celProblem } from './cel-problem.ts';

describe('an expression that can be read', () => {
  test.each([
    'object.spec.replicas <= 5',
    "has(object.metadata.labels) && object.metadata.labels['app'] != ''",
    "object.spec.containers.all(c, c.image.startsWith('registry.bank.example/'))",
    'object.?metadata.?labels[?"app"].orValue("none") == "a"',
    "variables.list.map(x, {'name': x.name, 'of': [1, 2]}).size() > 0",
    "object.metadata.name.matches(r'^[a-z\\d]+(\\.|-)$')",
    '"a \\" quote" == "b"',
    '"""several\nlines""" == \'\'\'a "b" \'c\'\'\'',
    'true // && with a comment that (does not count',
    '-1 < x && !(a in [1, 2]) ? 1u : 0x1F',
    "object.spec.x == null ? 'a' : 'b'",
    'cel.bind(a, object.spec, a.x == 1)',
    'request.userInfo.groups.exists(g, g in ["a"])',
    'a\n  && b\n  || c\n',
    '[]',
    '.google.expr.Type == .99 + a.`in`',
    '{{ .Values.expression }}',
    'object.spec.x == ${VALUE} && (',
  ])('%s', (expression) => {
    expect(celProblem(expression)).toBeNull();
  });
});

describe('one that cannot', () => {
  test.each([
    ['', 'there is no expression'],
    ['   // nothing but words', 'there is no expression'],
    ['object.spec.replicas <= (5', 'a bracket in it is not closed'],
    ['object.spec.containers.all(c, c.image])', 'a bracket in it closes what was not opened'],
    ['a)', 'a bracket in it closes what was not opened'],
    ['object.metadata.name == "a', 'a text in it does not end'],
    ['"one\nline" == a', 'a text in it does not end'],
    ['r"\\" + "', 'a text in it does not end'],
    ['object.spec.replicas <=', 'an operator in it has nothing on one side'],
    ['&& true', 'an operator in it has nothing on one side'],
    ['a && || b', 'an operator in it has nothing on one side'],
    ['has(a &&)', 'an operator in it has nothing on one side'],
    ['a.', 'an operator in it has nothing on one side'],
    ['a = b', 'a sign in it is none of the language'],
    ['a; b', 'a sign in it is none of the language'],
  ])('%s', (expression, problem) => {
    expect(celProblem(expression)).toBe(problem);
  });
});
