import { expect, test } from 'vitest';
import { fillGoTemplate, normalizedName } from './go-template.ts';

const data = {
  name: 'Ledger',
  empty: '',
  replicas: 3,
  path: { path: 'apps/ledger', basename: 'ledger', segments: ['apps', 'ledger'] },
  tier: { 'owner.team': 'bank' },
  files: ['a.yaml', 'b.yaml'],
  none: [],
  isCritical: true,
};

// Each as Go's text/template with sprig fills it in.
test.each<[string, string | null]>([
  ['plain', 'plain'],
  ['{{.name}}-{{ .path.basename }}', 'Ledger-ledger'],
  ['{{ .replicas }} {{.isCritical}}', '3 true'],
  ['a {{- .name -}} b', 'aLedgerb'],
  ['{{/* said to nobody */}}x', 'x'],
  ['{{ .name | lower | quote }}', '"ledger"'],
  ['{{ lower .name }}', 'ledger'],
  ['{{ index .path.segments 1 }}', 'ledger'],
  ['{{ index .tier "owner.team" }}', 'bank'],
  ['{{ $.name }}', 'Ledger'],
  ['{{ .gone | default "web" }}{{ default "web" .empty }}', 'webweb'],
  ['{{ trimPrefix "apps/" .path.path }} {{ trimSuffix "/ledger" .path.path }}', 'ledger apps'],
  ['{{ replace "/" "-" .path.path }}', 'apps-ledger'],
  ['{{ normalize "My App_1." }}', 'my-app-1'],
  ['{{ (index .path.segments 0) | upper }}', 'APPS'],
  ['{{ printf "%s" .name }}', null],
  ['{{ "a}}b" }}', 'a}}b'],
  ['{{ `{{name}}` }}', '{{name}}'],
  ['{{ if .isCritical }}yes{{ else }}no{{ end }}', 'yes'],
  ['{{ if .empty }}a{{ else if eq .name "Ledger" }}b{{ else }}c{{ end }}', 'b'],
  ['{{ if not .none }}a{{ if .gone }}b{{ end }}c{{ end }}', 'ac'],
  ['{{ if and .isCritical (ne .name "x") }}a{{ end }}', 'a'],
  ['{{ range .files }}[{{ . }} {{ $.name }}]{{ end }}', '[a.yaml Ledger][b.yaml Ledger]'],
  ['{{ range .none }}x{{ else }}none{{ end }}', 'none'],
  ['{{ with .path }}{{ .basename }}{{ end }}', 'ledger'],
  ['{{ .files | toJson }}', '["a.yaml","b.yaml"]'],
  ['x:{{ "a\\nb" | nindent 2 }}', 'x:\n  a\n  b'],
  // Nothing stands for these, or they are not understood.
  ['{{ .gone }}', null],
  ['{{ .gone.further }}', null],
  ['{{ .files }}', null],
  ['{{ name }}', null],
  ['{{ index .path.segments 7 }}', null],
  ['{{ now }}', null],
  ['{{ eq .gone "a" }}', null],
  ['{{ $x := .name }}{{ $x }}', null],
  ['{{ if .name }}', null],
  ['{{ end }}', null],
  ['{{ .name', null],
])('%s → %s', (text, expected) => {
  expect(fillGoTemplate(text, data, false)).toBe(expected);
});

test('where what is missing is an error, it is one in a condition, too', () => {
  expect(fillGoTemplate('{{ if .gone }}a{{ end }}', data, false)).toBe('');
  expect(fillGoTemplate('{{ if .gone }}a{{ end }}', data, true)).toBeNull();
});

test('a name is made of any text as Argo CD makes it', () => {
  expect(normalizedName('.My__App 1-')).toBe('my--app-1');
});
