#!/usr/bin/env node
import module from 'node:module';

module.enableCompileCache?.();

// Plain JavaScript that an older Node can read as well, so that it can say in one line what is missing.
if (Number(process.versions.node.split('.', 1)[0]) < 24) {
  process.stderr.write(
    `KubeCompass needs Node 24; this is v${process.versions.node}. In a clone: run \`npm ci\` (without --omit=optional) ` +
      'and use `npx kubecompass …`; elsewhere install Node 24 or newer.\n',
  );
  process.exitCode = 2;
} else {
  // No await at the top: in the package this is CommonJS, which starts sooner (scripts/build/bundle.ts).
  void run();
}

async function run() {
  // A run that ends before it has an answer has not succeeded.
  process.exitCode = 3;
  let isOver = false;
  process.once('beforeExit', () => {
    if (!isOver)
      process.stderr.write(
        'kubecompass: a fault of ours. The run ended before it had an answer; please report this.\n',
      );
  });
  const { main } = await import('../src/cli/main.ts');
  // The exit code is only noted, so that everything written to a pipe still arrives.
  process.exitCode = await main(process.argv.slice(2));
  isOver = true;
}
