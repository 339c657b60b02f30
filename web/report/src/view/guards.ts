import { h, hidden } from '../dom';
import { number, plural } from '../data/format';
import { sliceName, worst } from '../data/model';
import type { Guard, GuardValue, Suite } from '../data/results';
import { formatRoute, type Route } from '../route';
import { drawnSeries, figureChart } from './figure';
import { intervalText, mark, scroller, section } from './parts';

const shownValues = 30;

/** What was watched besides metrics: what was measured, how, and what it looks like. Its checks stand with the others. */
export function guardsView(suite: Suite, base: Route): HTMLElement | null {
  const guards = suite.guards ?? [];
  return guards.length === 0 ? null : section('guards', 'Guards', 'What was watched besides metrics; its checks stand with the others.', ...guards.map(guard => card(suite, guard, base)));
}

function card(suite: Suite, guard: Guard, base: Route): HTMLElement {
  const ids = new Set(guard.values.flatMap(v => v.checks ?? []));
  const checks = suite.checks.filter(c => ids.has(c.id));
  const verdict = worst(checks);
  const title = `${guard.kind.replaceAll('_', ' ')}${guard.name === null ? '' : `: ${guard.name}`}`;
  const figures = guard.figures.map(f => ({ figure: f, chart: figureChart(f) })).filter(f => f.chart !== null);
  return h('section', { class: 'card guard' },
    h('h3', null, verdict === null ? null : [mark(verdict), ' '], title, ' ', h('code', { class: 'at' }, `${suite.file}:${guard.line}`)),
    guard.values.length === 0 ? null : values(title, suite, guard, base),
    guard.notes.length === 0 ? null : h('ul', { class: 'flips' }, guard.notes.map(n => h('li', null, n))),
    figures.length === 0 ? null : h('div', { class: 'charts' }, figures.map(({ figure, chart }) => h('figure', { class: 'chart' },
      h('figcaption', null, h('h3', null, figure.title), h('span', { class: 'hint' }, figure.slice === 'overall' ? null : sliceName(figure))), chart,
      figure.series.length < 2 ? null : h('p', { class: 'legend' }, figure.series.slice(0, drawnSeries).map((s, i) => h('span', null, h('span', { class: `swatch series${i}${s.mark === 'line' ? ' stroke' : s.mark === 'points' ? ' dot' : ''}` }), s.name)),
        figure.series.length <= drawnSeries ? null : h('span', null, `not drawn: ${figure.series.slice(drawnSeries).map(s => s.name).join(', ')}`))))));
}

function values(title: string, suite: Suite, guard: Guard, base: Route): HTMLElement {
  const champion = guard.values.some(v => v.champion !== null && v.champion !== undefined), interval = guard.values.some(v => v.interval !== null);
  const checks = new Map(suite.checks.map(c => [c.id, c]));
  const body = h('tbody');
  const row = (v: GuardValue) => {
    const held = (v.checks ?? []).flatMap(id => checks.get(id) ?? []), verdict = worst(held);
    return h('tr', null, h('th', { scope: 'row' }, verdict === null ? null : [mark(verdict), ' '], v.measure),
      h('td', { class: 'num strong' }, v.value === null ? h('span', null, 'undefined', v.undefined === null ? null : h('span', { class: 'of' }, v.undefined)) : v.shown ?? number(v.value)),
      h('td', { class: 'num' }, held.length === 0 ? hidden('none') : held.map(c => `${c.comparison ?? ''} ${c.bound ?? ''}`.trim()).join(', ')),
      interval ? h('td', { class: 'num dim' }, v.shownInterval ?? intervalText(v.interval)) : null,
      champion ? h('td', { class: 'num' }, v.champion === null || v.champion === undefined ? hidden('none') : v.shownChampion ?? number(v.champion)) : null,
      h('td', null, h('a', { href: formatRoute({ ...base, slice: v.slice, group: v.group ?? undefined }) }, sliceName(v))), h('td', { class: 'num dim' }, number(v.rows)));
  };
  const show = (all: boolean) => { body.replaceChildren(...(all ? guard.values : guard.values.slice(0, shownValues)).map(row)); };
  show(false);
  return h('div', null, scroller(`Values of ${title}, line ${guard.line}`, h('table', null,
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Measure'), h('th', { scope: 'col', class: 'num' }, 'Value'), h('th', { scope: 'col', class: 'num' }, 'Bound'),
      interval ? h('th', { scope: 'col', class: 'num' }, 'Interval') : null, champion ? h('th', { scope: 'col', class: 'num' }, 'Champion') : null, h('th', { scope: 'col' }, 'Slice'), h('th', { scope: 'col', class: 'num' }, 'Of'))), body)),
    guard.values.length <= shownValues ? null : h('button', { type: 'button', class: 'more', click: (e: MouseEvent) => { show(true); (e.currentTarget as HTMLElement).remove(); } }, `Show all ${plural(guard.values.length, 'value')}`));
}
