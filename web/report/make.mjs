// What the build of ModelSpecs.Reporting calls: node make.mjs <out.html>
// Fetches the page's libraries where they are not there, as package-lock.json has them, and bundles the page. Any number of builds may run this at once:
// one holds the lock, the others wait for it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const lock = path.join(here, '.lock');
const stamp = path.join(here, 'node_modules', '.complete');
const longest = 600_000;

function isAlive(pid) {
  try { process.kill(pid, 0); return true; } catch (error) { return error.code === 'EPERM'; }
}

// A lock whose owner is gone, or that is older than any build, is taken away.
function isStale() {
  try {
    const pid = Number(fs.readFileSync(lock, 'utf8'));
    return (pid > 0 && !isAlive(pid)) || Date.now() - fs.statSync(lock).mtimeMs > longest;
  } catch {
    return false;
  }
}

async function locked(action) {
  const started = Date.now();
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isStale()) fs.rmSync(lock, { force: true });
      else if (Date.now() - started > longest) throw new Error(`another build holds ${lock}; delete it if none runs`);
      else await sleep(100);
    }
  }
  try { return await action(); } finally { fs.rmSync(lock, { force: true }); }
}

function fetchLibraries() {
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  const run = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: here, encoding: 'utf8', shell: process.platform === 'win32', timeout: longest });
  if (run.error?.code === 'ENOENT') throw new Error('npm was not found: install Node.js with npm');
  if (run.status !== 0) throw new Error(`npm could not fetch the report's libraries: ${`${run.stderr ?? ''} ${run.error?.message ?? ''}`.replace(/npm (error|ERR!)/g, '').slice(0, 400)}`);
  fs.writeFileSync(stamp, wanted);
}

try {
  await locked(async () => {
    fetchLibraries();
    const { makePage } = await import('./build.mjs');
    await makePage(path.resolve(process.argv[2]));
  });
} catch (error) {
  // One line, which the project turns into an error of the build.
  console.log(`The report's page was not built: ${String(error.message).replace(/\s+/g, ' ').trim()}.`);
  process.exitCode = 1;
}
