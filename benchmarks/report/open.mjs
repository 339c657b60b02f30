// Opens pages in turn, each in a fresh Chromium, and prints medians: node open.mjs <empty.html> <report.html> [RUNS]
// paint: the first content is there; load: the file is read; ready: the page has drawn its results, the matrix and the slice below.
import { pathToFileURL } from 'node:url';
import { ask, withPage } from '../../eng/browser/chromium.mjs';

const [empty, report, times = '5'] = process.argv.slice(2);
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const waiting = `new Promise(done => {
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const drawn = () => document.readyState === 'complete' && (document.documentElement.hasAttribute('data-ready') || !document.getElementById('data'));
  let ready = 0;
  const look = () => {
    if (ready === 0 && drawn()) ready = performance.now();
    if (ready > 0 && paint() !== undefined) done({ paint: paint(), load: performance.getEntriesByType('navigation')[0].loadEventEnd, ready });
    else setTimeout(look, 2);
  };
  look();
})`;

const open = file => withPage(async send => {
  await send('Page.navigate', { url: pathToFileURL(file).href });
  return ask(send, waiting);
});

const found = { empty: [], report: [] };
for (let i = 0; i < Number(times); i++) {
  found.empty.push(await open(empty));
  found.report.push(await open(report));
}
for (const what of ['paint', 'load', 'ready']) {
  const [a, b] = [median(found.empty.map(f => f[what])), median(found.report.map(f => f[what]))];
  console.log(`${what.padEnd(6)} empty ${a.toFixed(0).padStart(6)} ms   report ${b.toFixed(0).padStart(6)} ms   ${(b / a).toFixed(1)} x`);
}
