// Bundles the report's page: node build.mjs <out.html>; make.mjs is what the build of ModelSpecs.Reporting calls.
// The page is whole but for its data: %DATA% stands where ModelSpecs.Reporting puts the results. Its policy names the hashes of the one script and of the styles.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = ['chrome109', 'firefox115', 'safari16.4'];

const bundle = async (entry, options = {}) => (await build({ entryPoints: [path.join(here, entry)], bundle: true, minify: true, write: false, target, charset: 'ascii', legalComments: 'none', ...options })).outputFiles[0].text.trim();

const hash = text => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

// Plot puts this style into every chart of the class "plot": its text is a part of the policy.
function chartStyle() {
  const source = fs.readFileSync(path.join(here, 'node_modules/@observablehq/plot/src/plot.js'), 'utf8');
  const found = /svg\.append\("style"\)\.text\(\s*`([^`]*)`/.exec(source);
  if (!found) throw new Error('Plot no longer writes its style as it did: find it anew in plot.js, its hash belongs in the policy.');
  return found[1].replaceAll('${className}', 'plot');
}

/** Writes the page, whole or not at all. */
export async function makePage(out) {
  const script = await bundle('src/main.ts', { format: 'iife' });
  const style = await bundle('styles/report.css', { loader: { '.css': 'css' } });
  if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error('The bundle holds a text that would end its own element.');
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)} ${hash(chartStyle())}; img-src data:; base-uri 'none'; form-action 'none'`;
  const parts = { POLICY: policy, STYLE: style, SCRIPT: script };
  const page = fs.readFileSync(path.join(here, 'template.html'), 'utf8').replace(/%(POLICY|STYLE|SCRIPT)%/g, (_, name) => parts[name]);
  if (page.split('%DATA%').length !== 2) throw new Error('The page needs exactly one place for the data.');

  // Whole or not at all: a build that is stopped leaves no half page for the next one to embed.
  fs.mkdirSync(path.dirname(out), { recursive: true });
  fs.writeFileSync(`${out}.${process.pid}.tmp`, page);
  fs.renameSync(`${out}.${process.pid}.tmp`, out);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePage(path.resolve(process.argv[2] ?? path.join(here, 'dist', 'report.html')));
