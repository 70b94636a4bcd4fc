import { describe, expect, test } from 'vitest';
import { resolveKey, resolvePlain, resolveTagged } from './go-schema.ts';

describe('plain scalars', () => {
  test.each([
    ['', null],
    ['~', null],
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['y', true],
    ['Y', true],
    ['yes', true],
    ['Yes', true],
    ['YES', true],
    ['yES', 'yES'],
    ['on', true],
    ['On', true],
    ['ON', true],
    ['oN', 'oN'],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['tRUE', 'tRUE'],
    ['n', false],
    ['N', false],
    ['no', false],
    ['No', false],
    ['NO', false],
    ['off', false],
    ['Off', false],
    ['OFF', false],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['falsey', 'falsey'],
    ['0', 0],
    ['-0', 0],
    ['8080', 8080],
    ['+1', 1],
    ['-12', -12],
    ['0644', 420],
    ['-0644', -420],
    ['0o644', 420],
    ['0O644', 420],
    ['0o8', '0o8'],
    ['08', 8],
    ['09', 9],
    ['0b101', 5],
    ['0B101', 5],
    ['0b102', '0b102'],
    ['0b-101', -5],
    ['0b+101', 5],
    ['-0b101', -5],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0x1F', -31],
    ['0x', '0x'],
    ['1_000', 1000],
    ['1__0_', 10],
    ['_1', '_1'],
    ['0x_1_F', 31],
    ['1:30', '1:30'],
    ['190:20:30', '190:20:30'],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1e-7', 1e-7],
    ['1.', 1],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['+.5', 0.5],
    ['.1_0', 0.1],
    ['._1', '._1'],
    ['.1_', '.1_'],
    ['1_000.5', 1000.5],
    ['-0.0', 0],
    ['1e400', '1e400'],
    ['0x1p4', '0x1p4'],
    ['.', '.'],
    ['-', '-'],
    ['1.2.3', '1.2.3'],
    ['100m', '100m'],
    ['1Gi', '1Gi'],
    ['2001-01-01', '2001-01-01'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
    ['<<', '<<'],
    ['nginx:1.27', 'nginx:1.27'],
    ['١', '١'],
    ['inf', 'inf'],
    ['nan', 'nan'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['18446744073709551615', 18446744073709551615n],
    ['0xFFFFFFFFFFFFFFFF', 18446744073709551615n],
    ['-0x8000000000000000', -9223372036854775808n],
    ['18446744073709551616', 18446744073709551616],
    ['+9223372036854775808', 9223372036854775808],
    ['-9223372036854775809', -9223372036854775809],
    ['0x1FFFFFFFFFFFFFFFF', '0x1FFFFFFFFFFFFFFFF'],
    ['07777777777777777777777777', 7777777777777777777777777],
    [`0b${'0'.repeat(100)}1`, 1],
  ])('%s is %s', (text, value) => {
    expect(resolvePlain(text)).toBe(value);
  });

  test.each(['.inf', '.Inf', '.INF', '+.inf'])('%s is infinity', (text) => {
    expect(resolvePlain(text)).toBe(Number.POSITIVE_INFINITY);
  });

  test('-.inf and .nan are numbers that JSON does not have', () => {
    expect(resolvePlain('-.inf')).toBe(Number.NEGATIVE_INFINITY);
    expect(resolvePlain('.NaN')).toBeNaN();
    expect(resolvePlain('.iNf')).toBe('.iNf');
  });

  test('five million digits cost no more than reading them', () => {
    expect(resolvePlain('7'.repeat(5_000_000))).toBe('7'.repeat(5_000_000));
    expect(resolvePlain(`0x${'0'.repeat(5_000_000)}1`)).toBe(1);
  });
});

describe('tagged scalars', () => {
  test.each([
    ['!!str', '12', '12'],
    ['!!str', '', ''],
    ['!!int', '12', 12],
    ['!!int', '0644', 420],
    ['!!int', '0b-101', -5],
    ['!!int', '1.5', undefined],
    ['!!int', 'x', undefined],
    ['!!int', '', undefined],
    ['!!float', '1', 1],
    ['!!float', '1.5', 1.5],
    ['!!float', '9223372036854775807', 9223372036854775807],
    ['!!float', '18446744073709551615', undefined],
    ['!!float', 'x', undefined],
    ['!!bool', 'yes', true],
    ['!!bool', 'maybe', undefined],
    ['!!null', '', null],
    ['!!null', '~', null],
    ['!!null', 'x', undefined],
    ['!!timestamp', '2001-01-01', '2001-01-01'],
    ['!!timestamp', '2001-12-14 21:59:43.10', '2001-12-14 21:59:43.10'],
    ['!!timestamp', '2001-13-45', undefined],
    ['!!timestamp', '1900-02-29', undefined],
    ['!!timestamp', 'x', undefined],
    ['!!binary', 'aGVsbG8=', 'hello'],
    ['!!binary', 'aGVs\nbG8=\n', 'hello'],
    ['!!binary', '/w==', '\ufffd'],
    ['!!binary', 'aGVsbG8', undefined],
    ['!!binary', 'aGVs bG8=', undefined],
    ['!<tag:yaml.org,2002:int>', '12', 12],
    ['!', '12', '12'],
    ['!vault', '12', '12'],
    ['!!set', '12', '12'],
  ])('%s %s is %s', (tag, text, value) => {
    expect(resolveTagged(tag, text)).toBe(value);
  });
});

describe('keys', () => {
  test.each([
    ['app', 'app'],
    ['kubernetes.io/os', 'kubernetes.io/os'],
    ['y', 'true'],
    ['Off', 'false'],
    ['on', 'true'],
    ['8080', '8080'],
    ['0x10', '16'],
    ['0644', '420'],
    ['1_0', '10'],
    ['1000000', '1000000'],
    ['9007199254740993', '9007199254740993'],
    ['1.5', '1.5'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['123456.5', '123456.5'],
    ['1234567.5', '1.2345675e+06'],
    ['3.141592653589793', '3.1415927'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['-0.0', '-0'],
    ['1e300', '.inf'],
    ['.inf', '.inf'],
    ['-.inf', '-.inf'],
    ['.nan', '.nan'],
    ['2001-01-01', '2001-01-01'],
    ['1:30', '1:30'],
    ['', undefined],
    ['~', undefined],
    ['null', undefined],
    ['18446744073709551615', undefined],
  ])('%s is %s', (text, key) => {
    expect(resolveKey(null, text)).toBe(key);
  });

  test.each([
    ['!!str', 'y', 'y'],
    ['!!str', '', ''],
    ['!!float', '1000000', '1e+06'],
    ['!!int', '1000000', '1000000'],
    ['!!int', 'x', undefined],
    ['!!null', '', undefined],
  ])('%s %s is %s', (tag, text, key) => {
    expect(resolveKey(tag, text)).toBe(key);
  });
});
