import { describe, expect, test } from 'vitest';
import type { Raw } from '../objects/fields.ts';
import { cleanText, takeOutClear } from './take-out-clear.ts';

describe('in a text the value behind a clear name goes, however weak it is', () => {
  test.each([
    ['[OUTPUT]\n  Name es\n  HTTP_Passwd horse\n  Host es', '[OUTPUT]\n  Name es\n  HTTP_Passwd \n  Host es'],
    ['proxy_set_header Authorization horse;', 'proxy_set_header Authorization ;'],
    ['proxy_set_header Authorization "Bearer horse";', 'proxy_set_header Authorization "Bearer ";'],
    ['location / { proxy_set_header X-Api-Key horse; x on; }', 'location / { proxy_set_header X-Api-Key ; x on; }'],
    ['proxy_set_header X-Real-IP 10.0.0.1;', 'proxy_set_header X-Real-IP 10.0.0.1;'],
    ['{"auths":{"r.example":{"auth":"dTpob3JzZQ=="}}}', '{"auths":{"r.example":{"auth":""}}}'],
    ['{"auth":"ldap-simple"}', '{"auth":"ldap-simple"}'],
    ['requirepass horse\nmasterauth horse\n', 'requirepass \nmasterauth \n'],
    ['userlist u\n  user admin insecure-password horse\n', 'userlist u\n  user admin insecure-password \n'],
    ["ALTER USER app PASSWORD 'horse'", "ALTER USER app PASSWORD ''"],
    ['{{ with secret "a" }}password=horse{{ end }}', '{{ with secret "a" }}password={{ end }}'],
    ['Authorization=Bearer horse', 'Authorization=Bearer '],
    ['user: u\npassword: horse\n', 'user: u\npassword: \n'],
    ['{"user":"u","password":"horse"}', '{"user":"u","password":""}'],
    ['{username: u, password: horse}', '{username: u, password: }'],
    ['password: {secretName: x}', 'password: {secretName: x}'],
    ['fatal https://u:horse@git.example/x', 'fatal https://u:@git.example/x'],
    ['/h?key=horse&a=b', '/h?key=&a=b'],
    ['PGPASSWORD=horse pg_dump -h db', 'PGPASSWORD= pg_dump -h db'],
    ['pw=horse', 'pw='],
    ['tool --token horse run', 'tool --token  run'],
    ['echo horse | docker login --password-stdin', 'echo  | docker login --password-stdin'],
    ["echo -n 'a horse' | sudo -S true", "echo -n '' | sudo -S true"],
    ['printf "%s" horse | passwd --stdin app', 'printf "%s"  | passwd --stdin app'],
    ['db:5432:*:app:horse', 'db:5432:*:app:'],
    ['# a\n*:*:*:app:horse\ndb:5432:shop:app:mare\n', '# a\n*:*:*:app:\ndb:5432:shop:app:\n'],
    ['pin: 4711\nuserPin=0815\n', 'pin: \nuserPin=\n'],
    ['password: 0000\nsecret: 1234\n', 'password: \nsecret: \n'],
    ['url: https://chat.example/hooks/kb7x2m9vq4tz8nwc1rfy/x?a=b', 'url: https://chat.example/hooks//x?a=b'],
  ])('%s', (text, left) => expect(cleanText(text)).toBe(left));

  test.each([
    ['ODBC=Driver=x;UID=app;PWD=OdbcPw!3;Database=d', 'ODBC=Driver=x;UID=app;PWD=;Database=d'],
    ['uri ldap://d\nbindpw LdapBpw!4\n', 'uri ldap://d\nbindpw \n'],
    ['bindpw LdapBpw!4', 'bindpw '],
    ['"app" "PgbPw!33"\n"b" "md5x"\n', '"app" ""\n"b" ""\n'],
    ['//r.example/:_authToken=npmtok-1\n', '//r.example/:_authToken=\n'],
    ['machine h login u password horse', 'machine h login u password '],
    ['Cookie: session=horse; b=mare', 'Cookie: '],
    ['{"credentials":[{"type":"password","value":"Horse"}]}', '{"credentials":[{"type":"password","value":""}]}'],
    ['{"value":"Horse","temporary":false,"type":"password"}', '{"value":"","temporary":false,"type":"password"}'],
    ['{"clientId":"shop","secret":"KcClient!5"}', '{"clientId":"shop","secret":""}'],
    ['CLIENT_SECRET=horse\nDB_CREDENTIALS=horse\n', 'CLIENT_SECRET=\nDB_CREDENTIALS=\n'],
    ['SECRET_KEY_BASE: horse\n', 'SECRET_KEY_BASE: \n'],
    ['mot_de_passe=cheval\nKennwort: pferd\n', 'mot_de_passe=\nKennwort: \n'],
  ])('%s', (text, left) => expect(cleanText(text)).toBe(left));

  test.each([
    'export PWD=/app; cd $PWD',
    'PWD=horse',
    'clientSecret: shop-client\nsecret: db\nsecret: team/db\ncredentials: include\n',
    'DB_CREDENTIALS=db-credentials\n',
    'GOOGLE_APPLICATION_CREDENTIALS=/var/run/a.json\n',
    'sessionAffinityCookie: shop\n',
    '{"type":"text","value":"Horse"}',
    'echo "a" "b"',
    'password: ${PASSWORD}\n',
    'password: {{ .Values.password }}\n',
    'password_file: /etc/x/password\n',
    'token: /var/run/secrets/token\n',
    'existingSecret: db\nsecretName: a\n',
    'security:\n  authorization: enabled\n',
    'location / {\n  proxy_pass http://a:80;\n  proxy_set_header Authorization $http_authorization;\n}',
    'image: registry.example/a/b@sha256:0123456789abcdef0123456789abcdef',
    'https://git@github.com/a/b.git',
    'sum by (token) (rate(x{token=~"a|b"}[5m]))',
    '--authorization-mode=RBAC,Node',
    'https://${USER}:${PASSWORD}@db/x',
    'rbac.authorization.k8s.io',
    'root:x:0:0:root:/root:/bin/sh',
    '2001:10:a:b:c',
    'pinned: 4711\nsecretRef: 12\nsecret: shop-db\n',
    'https://chat.example/hooks/payments-alerts-v2/team-a',
    'https://idp.bank.example/realms/kb7x2m9vq4tz8nwc1rfy',
    'echo done | tee log',
    'echo "$PASSWORD" | docker login --password-stdin',
  ])('and stays: %s', (text) => expect(cleanText(text)).toBe(text));
});

test('of an object what its settings, variables, headers and arguments hold, and all messages of its status', () => {
  const env = [
    { name: 'DB_PASSWORD', value: 'horse' },
    { name: 'LEVEL', value: 'debug' },
    { name: 'DB_CREDENTIALS', value: 'db-credentials' },
    { name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'a-token', key: 'token' } } },
  ];
  const object = {
    kind: 'Any',
    spec: {
      args: ['--token', 'horse', '--password=horse', '--token-file', '/a/token', '--authorization-mode=RBAC', 5],
      command: ['serve', '--basic-auth', 'u:horse', '--basic-auth', 'on'],
      env,
      httpHeaders: [{ name: 'Authorization', value: 'Bearer horse' }],
      volumeAttributes: { token: 'horse', secretName: 'a' },
      config: { secretAccessKey: 'horse', region: 'eu', credentialsFile: '/a/b' },
      data: [{ secretKey: 'user', remoteRef: { key: 'a' } }],
      expression: 'token: 5',
    },
    parameters: { 'secretKey': 'horse', 'csi.storage.k8s.io/provisioner-secret-name': 'a', 'encrypted': 'true' },
    status: { message: 'horse', conditions: [{ type: 'Ready', status: 'False', reason: 'A', message: 'horse' }] },
  };
  expect(takeOutClear(object)).toEqual({
    ...object,
    spec: {
      ...object.spec,
      args: ['--token', '', '--password=', '--token-file', '/a/token', '--authorization-mode=RBAC', 5],
      command: ['serve', '--basic-auth', '', '--basic-auth', 'on'],
      env: [{ name: 'DB_PASSWORD', value: '' }, ...env.slice(1)],
      httpHeaders: [{ name: 'Authorization', value: '' }],
      volumeAttributes: { token: '', secretName: 'a' },
      config: { secretAccessKey: '', region: 'eu', credentialsFile: '/a/b' },
    },
    parameters: { ...object.parameters, secretKey: '' },
    status: { message: '', conditions: [{ type: 'Ready', status: 'False', reason: 'A', message: '' }] },
  });
});

describe('of one object', () => {
  const made = 'kb7x2m9vq4tz8nwc1rfy';
  const http = (path: string): object => ({
    rules: [{ http: { paths: [{ path, backend: { service: { name: 'a' } } }] } }],
  });
  test.each<[string, Raw, Raw]>([
    [
      'the token in a path of an Ingress',
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: http(`/hook/${made}`) },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: http('/hook/') },
    ],
    [
      'the token in a path of a route',
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { matches: [{ path: { value: `/a/${made}` } }] },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        spec: { matches: [{ path: { value: '/a/' } }] },
      },
    ],
    [
      'the token in the URL of a webhook, and no certificate',
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        webhooks: [{ clientConfig: { url: `https://a.example/${made}/b`, caBundle: `LS0t/${made}` } }],
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        webhooks: [{ clientConfig: { url: 'https://a.example//b', caBundle: `LS0t/${made}` } }],
      },
    ],
    [
      'the token that a probe sends, and no path of files',
      { kind: 'Pod', spec: { probe: { path: `/a/${made}`, port: 80 }, hostPath: { path: `/var/${made}` } } },
      { kind: 'Pod', spec: { probe: { path: '/a/', port: 80 }, hostPath: { path: `/var/${made}` } } },
    ],
    [
      'the literal of an expression, and no name of a variable',
      {
        kind: 'A',
        spec: { expression: `object.${made} == '${made}' && object.a.matches('^registry\\.example/[a-z0-9]{2,}$')` },
      },
      {
        kind: 'A',
        spec: { expression: `object.${made} == '' && object.a.matches('^registry\\.example/[a-z0-9]{2,}$')` },
      },
    ],
    [
      'what a store gives away that only pretends',
      {
        kind: 'SecretStore',
        spec: { provider: { fake: { data: [{ key: 'a', value: 'horse', valueMap: { b: 'mare' } }] } } },
      },
      { kind: 'SecretStore', spec: { provider: { fake: { data: [{ key: 'a', value: '', valueMap: { b: '' } }] } } } },
    ],
    [
      'numbers where a password is',
      {
        kind: 'Any',
        spec: {
          env: [
            { name: 'PIN', value: '4711' },
            { name: 'APP_SECRET', value: '1111' },
            { name: 'PORT', value: '4711' },
          ],
          config: { pin: 4711, size: 4711 },
          userPassword: '1234',
          args: ['--secret', '1234', '--password-command', 'echo horse', '--password-command', 'cat /a'],
        },
      },
      {
        kind: 'Any',
        spec: {
          env: [
            { name: 'PIN', value: '' },
            { name: 'APP_SECRET', value: '' },
            { name: 'PORT', value: '4711' },
          ],
          config: { pin: '', size: 4711 },
          userPassword: '',
          args: ['--secret', '', '--password-command', '', '--password-command', 'cat /a'],
        },
      },
    ],
  ])('%s goes', (_what, object, left) => expect(takeOutClear(object)).toEqual(left));
});

describe('variables, headers, annotations and fields whose names say it less clearly', () => {
  test.each([
    ['CLIENT_SECRET', 'ClientPw!7'],
    ['CLIENT_SECRET', 'horse'],
    ['ACCESS_KEY', 'horse'],
    ['BASIC_AUTH', 'admin:horse'],
    ['DB_CREDENTIALS', 'horse'],
    ['LDAP_BIND_CREDENTIAL', 'horse'],
    ['SECRET_KEY_BASE', 'horse'],
    ['MOT_DE_PASSE', 'cheval'],
    ['Cookie', 'session=horse'],
  ])('%s=%s goes', (name, value) => {
    expect(takeOutClear({ kind: 'A', spec: { env: [{ name, value }] } })).toEqual({
      kind: 'A',
      spec: { env: [{ name, value: '' }] },
    });
  });

  test.each([
    ['TLS_SECRET', 'shop-tls'],
    ['SECRET', 'shop'],
    ['CLIENT_SECRET', 'client-secret'],
    ['DB_CREDENTIALS', '/etc/db.json'],
    ['BASIC_AUTH', 'enabled'],
    ['ACCESS_KEY_ID', 'shop'],
  ])('%s=%s stays', (name, value) => {
    const object = { kind: 'A', spec: { env: [{ name, value }] } };
    expect(takeOutClear(object)).toEqual(object);
  });

  test('annotations, and what is typed as a password', () => {
    const kept = {
      'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth',
      'vault.hashicorp.com/agent-inject-token': 'true',
    };
    const spec = { secret: 'KcClient!5', secretName: 'Other', credentials: [{ type: 'password', value: 'Horse' }] };
    const annotations = { 'db-token': 'horse', 'deploy/token': 'horse', ...kept };
    expect(takeOutClear({ kind: 'A', metadata: { annotations }, spec })).toEqual({
      kind: 'A',
      metadata: { annotations: { 'db-token': '', 'deploy/token': '', ...kept } },
      spec: { ...spec, secret: '', credentials: [{ type: 'password', value: '' }] },
    });
  });
});
