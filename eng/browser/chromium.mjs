// A page in a fresh Chromium, by the browser's own protocol, so that nothing has to be installed: withPage(async send => …)
// `send(method, params)` speaks to the page (https://chromedevtools.github.io/devtools-protocol/).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export async function withPage(action) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'modelspecs-chromium-'));
  const browser = spawn(process.env.MODELSPECS_CHROMIUM ?? 'chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--hide-scrollbars', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map();
  let rest = '', id = 0;
  browser.stdio[4].on('data', chunk => {
    rest += chunk;
    for (let end; (end = rest.indexOf('\0')) >= 0; rest = rest.slice(end + 1)) {
      const message = JSON.parse(rest.slice(0, end));
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  const gone = new Promise(done => browser.once('exit', done));
  const send = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    waiting.set(++id, message => (message.error ? fail(new Error(`${method}: ${message.error.message}`)) : done(message.result)));
    browser.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    void gone.then(() => fail(new Error(`${method}: the browser is gone`)));
  });
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const page = (method, params) => send(method, params, sessionId);
    await page('Page.enable');
    return await action(page);
  } finally {
    await send('Browser.close').catch(() => browser.kill());
    await gone;
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What an expression comes to in the page, waited for. */
export async function ask(send, expression) {
  const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
