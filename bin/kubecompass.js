#!/usr/bin/env node
import module from 'node:module';
import v8 from 'node:v8';

module.enableCompileCache?.();
// What reading leaves behind dies young; with V8's default of 1 to 16 MB that grows late, much of it would be moved twice before it does.
v8.setFlagsFromString('--min-semi-space-size=16');
v8.setFlagsFromString('--max-semi-space-size=16');

// Plain JavaScript that an older Node can read as well, so that it can say in one line what is missing.
if (Number(process.versions.node.split('.', 1)[0]) < 24) {
  process.stderr.write(
    `KubeCompass needs Node 24; this is v${process.versions.node}. In a clone: run \`npm ci\` (without --omit=optional) ` +
      'and use `npx kubecompass …`; elsewhere install Node 24 or newer.\n',
  );
  process.exitCode = 2;
} else {
  const { main } = await import('../src/cli/main.ts');
  // The exit code is only noted, so that everything written to a pipe still arrives.
  process.exitCode = await main(process.argv.slice(2));
}
