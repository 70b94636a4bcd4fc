import { describe, expect, test } from 'vitest';
import { findArguments } from './find-arguments.ts';

describe('arguments', () => {
  test.each<[unknown[], number[]]>([
    [['--password', 'hunter22'], [1]],
    [['serve', '--db.password', 'hunter22', '--verbose'], [2]],
    [['-password', 'hunter22'], [1]],
    [['mysql', '-uroot', '-phunter22'], [2]],
    [['/usr/bin/mysqldump', '-phunter22', 'ledger'], [1]],
    [['sh', '-c', 'mysqladmin ping -uroot -phunter22'], [2]],
    [['sh', '-c', 'redis-cli -a hunter22 ping'], [2]],
    [['sh', '-c', 'curl -s -u "app:hunter22" https://bank.example'], [2]],
    [['mongosh', '-u', 'root', '-p', 'hunter22'], [4]],
    [['ldapsearch', '-w', 'hunter22'], [2]],
  ])('%j', (items, expected) => {
    expect(findArguments(items).map(({ index }) => index)).toEqual(expected);
  });

  test('its kind and length', () => {
    expect(findArguments(['--api-key', '2f9c1b7a4e6d8035a1c4'])).toEqual([{ kind: 'API key', index: 1, length: 20 }]);
  });
});

test.each<[unknown[]]>([
  [['--password', '$(PASSWORD)']],
  [['--password', '--verbose']],
  [['--password']],
  [['--password-file', '/run/secrets/password']],
  [['mkdir', '-p', '/data/ledger']],
  [['sh', '-c', 'mkdir -p /data && cp -a x y']],
  [['sh', '-c', 'mysql -u root -p$MYSQL_ROOT_PASSWORD']],
  [['sh', '-c', 'mysql -u root -p"${MYSQL_ROOT_PASSWORD}"; mkdir -pv /data']],
  [['docker', 'run', '-p', '8080:80']],
  [['curl', '-u', 'app', 'https://bank.example']],
  [['redis-cli', '-a', '${AUTH}']],
  [[1, null, { a: 1 }]],
  [[]],
])('%j has none', (items) => {
  expect(findArguments(items)).toEqual([]);
});
