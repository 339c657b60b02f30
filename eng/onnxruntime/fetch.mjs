// Fetches ONNX Runtime's managed sources and native libraries: one package, checked against package-lock.json,
// of which only the wanted files are kept. Any number of builds may run this at once: each works in a folder of its own,
// the first to finish renames it into place and the others throw theirs away.
//
// usage: node fetch.mjs <folder>      (<folder>/complete.json is written last and lists what is there)
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const packageName = 'com.github.asus4.onnxruntime';
const wanted = /^package\/((?:Runtime\/(?:[A-Za-z]+\/)?[A-Za-z0-9.]+\.cs|Plugins\/(?:Linux\/x64\/libonnxruntime\.so|macOS\/arm64\/libonnxruntime\.dylib|Windows\/(?:x64|arm64)\/onnxruntime\.dll)|LICENSE|ThirdPartyNotices\.txt))$/;
const natives = 4;
const stamp = 'complete.json';

class Problem extends Error {
  constructor(code, message) { super(message); this.code = code; }
}

function lockedPackage() {
  const file = path.join(here, 'package-lock.json');
  const entry = JSON.parse(fs.readFileSync(file, 'utf8')).packages?.[`node_modules/${packageName}`];
  if (!entry?.version || !entry.integrity?.startsWith('sha512-')) {
    throw new Problem('ORT003', `${file} names no version and sha512 of ${packageName}. Restore the file from the repository`);
  }
  return entry;
}

// A file of the right length is a file that was written: the whole folder appears by one rename.
function isComplete(folder, integrity) {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, stamp), 'utf8'));
    return manifest.integrity === integrity
      && Object.entries(manifest.files).every(([name, size]) => fs.statSync(path.join(folder, name)).size === size);
  } catch {
    return false;
  }
}

function download(version, into) {
  // npm is a .cmd on Windows, which only a shell starts; no argument comes from outside this repository.
  const onWindows = process.platform === 'win32';
  const quote = text => (onWindows ? `"${text}"` : text);
  const run = spawnSync('npm', ['pack', `${packageName}@${version}`, '--pack-destination', quote(into), '--cache', quote(path.join(into, 'cache')), '--loglevel', 'error'],
    { cwd: here, encoding: 'utf8', shell: onWindows, timeout: 1_800_000 });
  if (run.error?.code === 'ENOENT' || (onWindows && run.status === 9009)) {
    throw new Problem('ORT002', 'npm was not found. Install Node.js with npm, or build with -p:OnnxRuntimeFrom=nuget');
  }
  if (run.status !== 0) {
    const said = `${run.stderr ?? ''} ${run.error?.message ?? ''}`;
    if (/\b(E404|ETARGET|ENOVERSIONS)\b/.test(said)) {
      throw new Problem('ORT004', `npm's registry has no ${packageName} ${version}. Check the registry that npm is set to (npm config get registry), or build with -p:OnnxRuntimeFrom=nuget`);
    }
    const why = said.replace(/npm (error|ERR!)/g, '').replace(/A complete log of this run.*/s, '').replace(/\s+/g, ' ').trim().slice(0, 300);
    throw new Problem('ORT005', `npm could not fetch ${packageName} ${version}: ${why || `exit code ${run.status}`}. Check the network and npm's registry, or build with -p:OnnxRuntimeFrom=nuget`);
  }
  const archive = fs.readdirSync(into).find(name => name.endsWith('.tgz'));
  if (!archive) {
    throw new Problem('ORT005', `npm pack ${packageName}@${version} wrote no archive. Run it by hand to see why`);
  }
  return path.join(into, archive);
}

async function checkHash(archive, integrity) {
  const hash = createHash('sha512');
  for await (const block of fs.createReadStream(archive, { highWaterMark: 1 << 20 })) hash.update(block);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new Problem('ORT006', `The archive of ${packageName} is not the one in package-lock.json. Found ${found}; expected ${integrity}. Nothing was kept; find out who changed the package before changing the lock file`);
  }
}

// Enough of tar for an npm archive: 512-byte headers, ustar prefix, sizes in octal. Names beyond that are never wanted ones.
async function extract(archive, into) {
  const files = {};
  let header = Buffer.alloc(0), left = 0, padding = 0, output = null;
  for await (let block of fs.createReadStream(archive, { highWaterMark: 1 << 20 }).pipe(createGunzip({ chunkSize: 1 << 20 }))) {
    while (block.length > 0) {
      if (left > 0) {
        const part = block.subarray(0, left);
        if (output !== null) fs.writeSync(output, part);
        left -= part.length;
        block = block.subarray(part.length);
        if (left === 0 && output !== null) { fs.closeSync(output); output = null; }
      } else if (padding > 0) {
        const skipped = Math.min(padding, block.length);
        padding -= skipped;
        block = block.subarray(skipped);
      } else {
        const part = block.subarray(0, 512 - header.length);
        header = Buffer.concat([header, part]);
        block = block.subarray(part.length);
        if (header.length < 512) continue;
        const text = (from, length) => header.toString('latin1', from, from + length).replace(/\0.*$/s, '');
        const prefix = text(345, 155);
        const name = wanted.exec(prefix ? `${prefix}/${text(0, 100)}` : text(0, 100))?.[1];
        const isFile = header[156] === 0 || header[156] === 0x30;
        left = parseInt(text(124, 12), 8) || 0;
        padding = (512 - (left % 512)) % 512;
        header = Buffer.alloc(0);
        if (name && isFile && left > 0) {
          const target = path.join(into, name);
          fs.mkdirSync(path.dirname(target), { recursive: true });
          output = fs.openSync(target, 'wx');
          files[name] = left;
        }
      }
    }
  }
  if (left > 0 || Object.keys(files).filter(name => name.startsWith('Plugins/')).length !== natives) {
    throw new Problem('ORT007', `The archive of ${packageName} does not hold the files that this build needs. Change fetch.mjs together with package-lock.json`);
  }
  return files;
}

function moveIntoPlace(ready, folder, integrity) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      fs.renameSync(ready, folder);
      return;
    } catch (error) {
      if (!fs.existsSync(folder)) throw error;
      if (isComplete(folder, integrity)) return; // another build was first
      fs.renameSync(folder, `${ready}-damaged-${attempt}`);
    }
  }
  throw new Problem('ORT008', `${folder} cannot be replaced. Delete it and build again`);
}

function removeLeftovers(parent) {
  const yesterday = Date.now() - 86_400_000;
  for (const name of fs.readdirSync(parent).filter(name => name.startsWith('tmp-'))) {
    const folder = path.join(parent, name);
    try {
      if (fs.statSync(folder).mtimeMs < yesterday) fs.rmSync(folder, { recursive: true, force: true });
    } catch { /* another build is removing it */ }
  }
}

async function main() {
  if (!process.argv[2]) throw new Problem('ORT003', 'usage: node fetch.mjs <folder>');
  const folder = path.resolve(process.argv[2]);
  const { version, integrity } = lockedPackage();
  if (!isComplete(folder, integrity)) {
    const parent = path.dirname(folder);
    fs.mkdirSync(parent, { recursive: true });
    removeLeftovers(parent);
    const work = path.join(parent, `tmp-${process.pid}-${randomBytes(4).toString('hex')}`);
    const ready = path.join(work, 'ready');
    try {
      fs.mkdirSync(ready, { recursive: true });
      const archive = download(version, work);
      await checkHash(archive, integrity);
      const files = await extract(archive, ready);
      fs.writeFileSync(path.join(ready, stamp), `${JSON.stringify({ version, integrity, files }, null, 1)}\n`);
      moveIntoPlace(ready, folder, integrity);
    } finally {
      fs.rmSync(work, { recursive: true, force: true });
    }
  }
  // The build compares times: what is there is as new as the lock file and this script.
  const now = new Date();
  fs.utimesSync(path.join(folder, stamp), now, now);
}

try {
  await main();
} catch (error) {
  // One line, which the project turns into an error of the build.
  console.log(`${error.code?.startsWith?.('ORT') ? error.code : 'ORT009'}: ${String(error.message).replace(/\s+/g, ' ')}.`);
  process.exitCode = 1;
}
