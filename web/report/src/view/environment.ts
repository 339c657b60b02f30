import { h } from '../dom';
import { count, number, plural, seconds } from '../data/format';
import type { FileRef, Run, Suite } from '../data/results';
import { section } from './parts';

const file = (ref: FileRef | null, none: string): (Node | string)[] =>
  ref === null ? [none] : [h('code', null, ref.path), ref.hash === null ? '' : h('code', { class: 'hash' }, ref.hash)];

/** What the verdict rests on: programs, files by their hashes, settings, and where the time went. */
export function environmentView(run: Run, suite: Suite): HTMLElement {
  const v = suite.verdict;
  const pairs: [string, (Node | string)[]][] = [
    ['Written by', [run.tool]],
    ['ONNX Runtime', [run.onnxRuntime ?? 'no model was run']],
    ['Spec', [h('code', null, suite.file)]],
    ['Model', file(suite.model, 'none: the golden set carries the predictions')],
    ['Golden set', file(suite.golden, 'not read')],
    ['Rows', [`${count(suite.rows)} judged`, suite.rowsWithoutLabel > 0 ? `, ${count(suite.rowsWithoutLabel)} left out without a label` : '']],
    ...suite.quarantine.map((q): [string, string[]] => ['Quarantined', [`${plural(q.ids.length, 'row')}: ${q.because}`]]),
    ...suite.baselines.map((b): [string, (Node | string)[]] => [b.name === 'snapshot' ? 'Snapshot' : 'Champion', b.file ? file(b.file, '') : [b.missing ?? 'columns of the golden set']]),
    ...(v ? [['Verdict', [`judge ${v.judge}, ${number(v.confidence * 100)} % intervals, ${v.correction === null ? 'no correction' : v.correction.replaceAll('_', ' ')}, ${count(v.replicates)} bootstrap replicates, seed ${v.seed}`]] as [string, string[]]] : []),
    ...(suite.threshold === null ? [] : [['Threshold', [`${number(suite.threshold)}${suite.positive === null ? '' : `, positive class ${suite.positive}`}`]] as [string, string[]]]),
  ];
  const timings = Object.entries(suite.timings);
  const most = Math.max(...timings.map(([, s]) => s), 0.001);
  return section('environment', 'Environment', null,
    h('dl', { class: 'facts environment' }, pairs.map(([term, text]) => h('div', null, h('dt', null, term), h('dd', null, text)))),
    timings.length === 0 ? null : h('table', { class: 'timings' }, h('caption', null, 'Time by stage'), h('thead', { class: 'sr' }, h('tr', null, h('th', { scope: 'col' }, 'Stage'), h('th', { scope: 'col' }, 'Time'))),
      h('tbody', null, timings.map(([stage, s]) => {
        const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
        bar.style.setProperty('width', `${Math.max(1, (s / most) * 100)}%`);
        return h('tr', null, h('th', { scope: 'row' }, stage), h('td', null, h('span', { class: 'num' }, seconds(s)), bar));
      }))));
}
