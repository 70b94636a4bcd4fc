import { describe, expect, test } from 'vitest';
import { findAssignments } from './find-assignments.ts';

function valuesOf(text: string): string[] {
  return findAssignments(text).map(({ start, length }) => text.slice(start, start + length));
}

describe('values are found in', () => {
  test.each<[string, string, string[]]>([
    ['properties', 'db.user=app\ndb.password=Tr0ub4dor&3\n', ['Tr0ub4dor&3']],
    ['properties with a comment behind', 'password = hunter22 # of the ledger', ['hunter22']],
    ['YAML', 'database:\n  user: app\n  password: hunter22\n', ['hunter22']],
    ['quoted YAML', 'password: \'a b: c\'\npassword: "p#w d"\npassword: "hunter22"', ['hunter22']],
    ['JSON', '{"user":"app","password":"hunter22","port":1}', ['hunter22']],
    ['JSON in JSON', String.raw`{"config":"{\"password\":\"hunter22\"}"}`, ['hunter22']],
    ['variables', 'export DB_PASSWORD=hunter22\nAPI_KEY=abc123\n', ['hunter22', 'abc123']],
    ['a connection string', 'Server=db;User Id=app;Password=hunter22;Encrypt=true', ['hunter22']],
    ['a DSN', 'host=db user=app password=hunter22 sslmode=disable', ['hunter22']],
    ['an argument', '--db-password=hunter22', ['hunter22']],
    ['a query', 'https://bank.example/?api_key=2f9c1b7a4e6d&x=1', ['2f9c1b7a4e6d']],
    ['a shell script', '#!/bin/sh\nimport x\nPASSWORD="hunter22"\nmysql\n', ['hunter22']],
    ['a program', 'import os\npassword = "hunter22"\n', ['hunter22']],
    ['YAML of one line', 'db: {password: Hunter2-Zebra}', ['Hunter2-Zebra']],
    [
      'YAML of one line with more in it',
      'db: {password: Hunter2-Zebra, user: app}\na: [{password: hunter33}]',
      ['Hunter2-Zebra', 'hunter33'],
    ],
    ['YAML that is one line', '{user: app, db: {password: hunter22}}', ['hunter22']],
    ['TOML', '[db]\npassword = "hunter22"', ['hunter22']],
    ['Ruby', ":password => 'hunter22'", ['hunter22']],
    ['a comment', '# db_password: hunter22', ['hunter22']],
    ['several lines', 'password=hunter22\ntoken=2f9c1b7a4e6d8035a1c4\n', ['hunter22', '2f9c1b7a4e6d8035a1c4']],
  ])('%s', (_name, text, expected) => {
    expect(valuesOf(text)).toEqual(expected);
  });
});

test.each([
  ['a variable', 'url=${password: 1} ${password:-hunter22} #{password: a1}'],
  ['a part of a template', '{{password: abc1}}'],
  ['a part of a path', 'GET /users/{token:uuid}/{password: uuid}'],
  ['a part of a text to be formatted', '{password:>10} {password=}'],
  ['a reference in code', 'import os\npassword = os.environ["PASSWORD"]\nsecret_key = config.key\n'],
  ['a variable that is handed on', 'import x\nclient(password=password, token=accessToken)'],
  ['a comparison', 'if [ "$password" = "hunter22" ]; then'],
  ['another comparison', 'password == "hunter22"'],
  ['a call', 'password=getPassword("x")'],
  ['a type', 'def login(user: str, password: str):'],
  ['prose', 'The password: it is kept in the store. Set the token: see the manual.'],
  ['a template', 'password={{ .Values.password }}\ntoken: ${TOKEN}\nsecretKey: "$(cat /run/secret)"'],
  ['a placeholder', 'password=<change-me>\npassword: changeme'],
  ['an empty value', 'password=\npassword:\npassword: ""\n'],
  ['a block', 'password: |\n  hunter22\n'],
  ['a file', 'password_file=/run/secrets/password'],
  ['a label matcher', 'sum(kube_secret_labels{secret="ledger-tls"}) by (secret)'],
  ['a key of a Secret', 'secretKeyRef:\n  name: db\n  key: password\n'],
  ['a word in a comment', '# password: test\n  #password => "guest"\n// db_password = "secret"\n; password=mysql-pass'],
  ['a duration', 'tokenTTL: 3600\ntoken_expiry=15m'],
  ['nothing', ''],
])('%s is none', (_name, text) => {
  expect(valuesOf(text)).toEqual([]);
});
