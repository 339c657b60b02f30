import assert from 'node:assert/strict';
import test from 'node:test';
import { csv, fileName } from '../src/data/csv';
import { daysText, gateChanges, gateSentence, waiversOf } from '../src/data/exceptions';
import type { Gate, Run } from '../src/data/results';
import { unpacked } from '../src/data/unpack';

test('numbers stay numbers, texts are quoted, and nothing is nothing', () => {
  assert.equal(csv([['a', 1, null, -0.5, '', '-5.25', '1e-7', Number.NaN]]), '"a",1,,-0.5,"",-5.25,1e-7,"NaN"\r\n');
  assert.equal(csv([['a"b', 'c,d', 'e\r\nf']]), '"a""b","c,d","e\r\nf"\r\n');
});

test('what a spreadsheet would run as a formula gets an apostrophe', () => {
  for (const text of ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u0000=1', '＝1', '＋1', '－1', '＠a', '−x', '=1"', '\tx']) {
    assert.match(csv([[text]]), /^"'/, JSON.stringify(text));
  }
  for (const text of ['a=1', '1-2', 'L-17', '__proto__', '100 %', '-7', '+1.5']) assert.doesNotMatch(csv([[text]]), /^"'/ , JSON.stringify(text));
  assert.equal(csv([['a\u0000b']]), '"a\\u0000b"\r\n');
});

test('a name of a file has nothing that a system or a shell takes for something else', () => {
  assert.equal(fileName('Loan default', 'country = DE', 'rows'), 'Loan-default.country-DE.rows');
  assert.equal(fileName('../../etc/passwd', null, '\u202eexe.'), 'etc-passwd.exe');
  assert.equal(fileName('日本', ''), 'report');
});

test('what is loosened stands first, and an effect that is not known is a change', () => {
  const gate = { baseRef: 'main', baseCommit: 'a'.repeat(40), specs: 2, changes: ['tightened', 'odd', 'loosened'].map(effect => ({ effect })) } as unknown as Gate;
  assert.deepEqual(gateChanges(gate).map(c => c.effect), ['loosened', 'odd', 'tightened']);
  assert.equal(gateSentence(gate), 'Against main (aaaaaaaaaa): 1 loosened, 1 changed and 1 tightened.');
  assert.equal(gateSentence({ ...gate, changes: [] }), 'The gate stands as at main (aaaaaaaaaa).');
});

test('a waiver is one entry with all its checks, the one that has run out first, then the one that ends soonest', () => {
  const waiver = (line: number, state: string, daysLeft: number) => ({ state, until: '2026-12-31', owner: 'a', because: 'b', daysLeft, file: 'x.spec.yaml', line });
  const checks = [waiver(1, 'active', 40), waiver(2, 'active', 3), waiver(1, 'active', 40), waiver(3, 'expired', -1), null].map((w, i) => ({ id: String(i), waiver: w }));
  const run = { suites: [{ file: 'x.spec.yaml', checks }] } as unknown as Run;
  assert.deepEqual(waiversOf(run).map(e => [e.waiver.line, e.checks.map(c => c.id).join()]), [[3, '3'], [2, '1'], [1, '0,2']]);
  assert.deepEqual([0, 1, 2, -1, -1500].map(daysText), ['its last day', '1 day left', '2 days left', '1 day ago', '1,500 days ago']);
});

test('what the page carries is read back, and a file of an older program gets its empty lists', async () => {
  const packed = new Response(new Blob([JSON.stringify({ runs: [{ label: 'é', result: { suites: [{ name: '\u2028' }] } }] })]).stream().pipeThrough(new CompressionStream('gzip')));
  const page = await unpacked(Buffer.from(await packed.arrayBuffer()).toString('base64'));
  assert.deepEqual([page.runs[0].label, page.runs[0].result.suites[0].name, page.runs[0].result.suites[0].checks], ['é', '\u2028', []]);
  await assert.rejects(unpacked('bm90IGd6aXA='));
});
