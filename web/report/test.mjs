// Runs test/*.test.ts with node's test runner: bundled first, so that the node that builds the page can run them.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const tests = path.join(path.dirname(fileURLToPath(import.meta.url)), 'test');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modelspecs-report-tests-'));
try {
  const files = fs.readdirSync(tests).filter(name => name.endsWith('.test.ts'));
  await build({ entryPoints: files.map(name => path.join(tests, name)), bundle: true, platform: 'node', format: 'esm', outdir: folder, outExtension: { '.js': '.mjs' } });
  const run = spawnSync(process.execPath, ['--test', ...files.map(name => path.join(folder, name.replace(/\.ts$/, '.mjs')))], { stdio: 'inherit' });
  process.exitCode = files.length > 0 ? run.status ?? 1 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
