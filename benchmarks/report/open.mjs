// Opens pages in turn in a fresh Chromium each and prints medians: node open.mjs <empty.html> <report.html> [RUNS]
// Speaks the browser's own protocol, so that nothing has to be installed. Ready: the page has drawn its results, at the top and the slice below.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [empty, report, times = '5'] = process.argv.slice(2);
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const script = `new Promise(done => { const ready = () => document.readyState === 'complete' && (document.documentElement.hasAttribute('data-ready') || !document.getElementById('data'))
    && (performance.getEntriesByName('first-contentful-paint').length > 0 || performance.now() > 10000);
  const look = () => ready() ? requestAnimationFrame(() => setTimeout(() => { const n = performance.getEntriesByType('navigation')[0], p = performance.getEntriesByName('first-contentful-paint')[0];
    done(JSON.stringify({ load: n.loadEventEnd, paint: p ? p.startTime : NaN, ready: performance.now() })); })) : setTimeout(look, 2); look(); })`;

async function open(file) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'modelspecs-open-'));
  const browser = spawn(process.env.MODELSPECS_CHROMIUM ?? 'chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--remote-debugging-pipe',
    `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map();
  const heard = [];
  let rest = '', id = 0;
  browser.stdio[4].on('data', chunk => {
    rest += chunk;
    for (let end; (end = rest.indexOf('\0')) >= 0; rest = rest.slice(end + 1)) {
      const message = JSON.parse(rest.slice(0, end));
      waiting.get(message.id)?.(message);
      heard.push(message);
    }
  });
  const send = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    waiting.set(++id, message => (message.error ? fail(new Error(`${method}: ${message.error.message}`)) : done(message.result)));
    browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    await send('Page.enable', {}, sessionId);
    await send('Page.navigate', { url: pathToFileURL(file).href }, sessionId);
    const { result } = await send('Runtime.evaluate', { expression: script, awaitPromise: true, returnByValue: true }, sessionId);
    return JSON.parse(result.value);
  } finally {
    const gone = new Promise(done => browser.once('exit', done));
    await send('Browser.close').catch(() => browser.kill());
    await gone;
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const found = { empty: [], report: [] };
for (let i = 0; i < Number(times); i++) {
  found.empty.push(await open(empty));
  found.report.push(await open(report));
}
for (const what of ['paint', 'load', 'ready']) {
  const [a, b] = [median(found.empty.map(f => f[what])), median(found.report.map(f => f[what]))];
  console.log(`${what.padEnd(6)} empty ${a.toFixed(0).padStart(6)} ms   report ${b.toFixed(0).padStart(6)} ms   ${(b / a).toFixed(1)} x`);
}
