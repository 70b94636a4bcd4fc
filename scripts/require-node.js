// Runs before every npm script, in plain JavaScript, so that an older Node gives one clear line and no stack trace.
if (Number(process.versions.node.split('.', 1)[0]) < 24) {
  process.stderr.write(
    `This repository needs Node 24; this is v${process.versions.node}. Run \`npm ci\` without --omit=optional ` +
      '(it brings Node 24 with it on Linux and Windows), or install Node 24 or newer.\n',
  );
  process.exitCode = 2;
}
