import { h, replace } from '../dom';
import { number, signed } from '../data/format';
import { countsOf, directionOf, metricOf, metricsOf, sameSlice, sliceName, stateOf } from '../data/model';
import { finite, type Page, type Suite } from '../data/results';
import { formatRoute, type Route } from '../route';
import { intervalText, mark, scroller, section } from './parts';

/** Several runs side by side: a metric of every slice in each, with what it is more or less than in the first. */
export function runsView(page: Page, suite: Suite, base: Route): HTMLElement {
  const suites = page.runs.map(run => run.result.suites.find(s => s.file === suite.file) ?? null);
  const metrics = [...new Set(suites.flatMap(s => (s ? metricsOf(s) : [])))];
  const names = new Map(suites.flatMap(s => s?.slices ?? []).map(s => [sliceName(s), { slice: s.slice, group: s.group }]));
  const place = h('div');
  const choice = h('select', { id: 'runs-metric', change: () => { render(choice.value); } }, metrics.map(m => h('option', null, m)));
  function render(metric: string): void {
    const direction = Math.max(-1, Math.min(1, suites.reduce((a, s) => a + (s ? directionOf(s, metric) : 0), 0)));
    const rows = [...names].map(([name, at]) => ({ name, at, found: suites.map(s => { const slice = s?.slices.find(x => sameSlice(x, at)); return slice ? metricOf(slice, metric) : undefined; }) }))
      .filter(r => r.found.some(m => m !== undefined));
    replace(place, scroller('Runs side by side', h('table', { class: 'runs' },
      h('caption', { class: 'sr' }, `${metric} by slice in each run`),
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Slice'), page.runs.map((run, i) => h('th', { scope: 'col', class: 'num' },
        h('a', { href: formatRoute({ ...base, run: String(i + 1) }) }, run.label), suites[i] ? mark(stateOf(countsOf([suites[i]]))) : null)))),
      h('tbody', null, rows.map(r => h('tr', null, h('th', { scope: 'row' }, h('a', { href: formatRoute({ ...base, slice: r.at.slice, group: r.at.group ?? undefined, metric }) }, r.name)), r.found.map((m, i) => {
        const first = finite(r.found[0]?.value), value = finite(m?.value);
        const d = i > 0 && first !== null && value !== null ? value - first : null;
        return h('td', { class: 'num' }, m === undefined ? '' : number(m.value), d === null || d === 0 ? null
          : h('span', { class: `delta ${direction * d > 0 ? 'up' : direction * d < 0 ? 'down' : ''}` }, `${direction * d > 0 ? '▲' : direction * d < 0 ? '▼' : '◆'} ${signed(d)}`),
          h('span', { class: 'ci' }, intervalText(m?.interval)));
      })))))));
  }
  if (metrics.length > 0) render(metrics[0]);
  return section('runs', 'Runs side by side', 'Each run as it was judged; differences are to the first, without a test of them: `compare:` in a spec pairs rows.',
    h('div', { class: 'tools' }, h('label', { for: 'runs-metric' }, 'Metric'), choice), place);
}
