// Draws a report as a browser shows it: node page.mjs <report.html> <out.png> <width> <height> <light|dark> [#hash]
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ask, withPage } from '../browser/chromium.mjs';

const [report, out, width, height, scheme, hash = ''] = process.argv.slice(2);
await withPage(async send => {
  await send('Emulation.setDeviceMetricsOverride', { width: Number(width), height: Number(height), deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await send('Page.navigate', { url: pathToFileURL(report).href + hash });
  await ask(send, `new Promise(done => { const look = () => document.documentElement?.hasAttribute('data-ready') ? requestAnimationFrame(() => setTimeout(done, 300)) : setTimeout(look, 20); look(); })`);
  const { data } = await send('Page.captureScreenshot', { format: 'png' });
  fs.writeFileSync(out, Buffer.from(data, 'base64'));
});
