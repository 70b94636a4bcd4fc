#!/usr/bin/env node
// kubectl asks the program `kubectl_complete-compass` on the PATH what comes next in `kubectl compass …`.
void run();

async function run() {
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(['complete', '--kubectl', '--', ...process.argv.slice(2)]);
}
