// Preloaded into a measured process: says at its end what it used, on file descriptor 3.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(3, JSON.stringify(process.resourceUsage()));
});
