import { h, hidden } from '../dom';
import { count, number, percent, plural, some } from '../data/format';
import { directionOf, metricOf, overallOf, rankedMetrics, sameSlice, sliceName, worst } from '../data/model';
import { finite, type Confusion, type Slice, type Suite } from '../data/results';
import { formatRoute, type Route } from '../route';
import { errorsChart, prChart, reliabilityChart, residualsChart, rocChart, scoresChart, type Chart } from './charts';
import { rowsView } from './rows';
import { explorer } from './explorer';
import { intervalText, mark, rowsText, scaleOf, scroller, section, strip, type Scale } from './parts';

/** The slice that a route names; the one with the worst check where it names none. */
export function sliceAt(suite: Suite, route: Route): Slice | null {
  if (route.slice !== undefined) {
    const exact = suite.slices.find(s => sameSlice(s, { slice: route.slice!, group: route.group ?? null })) ?? suite.slices.find(s => s.slice === route.slice);
    if (exact) return exact;
  }
  const bad = suite.checks.find(c => c.fails);
  return (bad && suite.slices.find(s => sameSlice(s, bad))) ?? overallOf(suite) ?? suite.slices[0] ?? null;
}

/** Everything about one slice. */
export function sliceView(suite: Suite, route: Route, base: Route, go: (route: Route) => void): HTMLElement {
  const slice = sliceAt(suite, route);
  if (slice === null) return section('slice', 'Slice', 'Nothing was measured.');
  const overall = overallOf(suite) ?? null;
  const unknown = route.slice !== undefined && !sameSlice(slice, { slice: route.slice, group: route.group ?? null }) && slice.slice !== route.slice;
  const at = suite.slices.indexOf(slice);
  const step = (to: number, text: string, label: string) => h('button', { type: 'button', 'aria-label': label, disabled: suite.slices[to] === undefined, click: () => { go(routeOf(suite.slices[to], base)); } }, text);
  const chooser = h('select', { id: 'slice-choice', change: (e: Event) => { go(routeOf(suite.slices[Number((e.target as HTMLSelectElement).value)], base)); } },
    suite.slices.map((s, i) => h('option', { value: i, selected: s === slice }, sliceName(s))));
  const charts = { roc: rocChart(slice, slice === overall ? null : overall), pr: prChart(slice, slice === overall ? null : overall), scores: scoresChart(slice) };
  const own = slice.reliability ?? [];
  const reliability = reliabilityChart(own, slice === overall ? [] : overall?.reliability ?? []);
  const figure = (chart: Chart | null, title: string, note: string | null = null) =>
    chart === null ? null : h('figure', { class: 'card chart' }, h('figcaption', null, h('h3', null, title), note === null ? null : h('span', { class: 'hint' }, note)), chart.element);
  const beside = slice === overall || overall === null ? null : h('p', { class: 'legend' },
    h('span', null, h('span', { class: 'swatch line' }), sliceName(slice)), h('span', null, h('span', { class: 'swatch dash' }), 'whole set'));
  const view = section('slice', `Slice: ${sliceName(slice)}`, null,
    unknown ? h('p', { class: 'note' }, `The address names a slice that this run does not have: ${route.slice}.`) : null,
    h('div', { class: 'tools' }, h('label', { for: 'slice-choice' }, 'Slice'), chooser, step(at - 1, '←', 'Previous slice'), step(at + 1, '→', 'Next slice'),
      h('a', { href: formatRoute({ ...base, part: 'matrix' }) }, 'Back to the matrix')),
    h('p', { class: 'slice-facts' }, h('b', null, plural(slice.n, 'row')), overall && slice !== overall && overall.n > 0 ? ` (${percent(slice.n / overall.n)} of the set)` : '',
      slice.definition === null ? null : [', where ', h('code', null, slice.definition)]),
    metricsTable(suite, slice, overall, route.metric),
    charts.roc || reliability || slice.errors ? beside : null,
    h('div', { class: 'charts' },
      explorer(suite, slice, overall, charts),
      figure(charts.roc, 'ROC curve'), figure(charts.pr, 'Precision and recall', 'dotted: share of positives'),
      figure(charts.scores, 'Scores by true class', 'filled: positive, outlined: negative'), figure(reliability, 'Reliability', 'area: rows'),
      confusion(slice.confusion), fairness(suite, slice), flips(suite, slice), slice.errors ? figure(residualsChart(slice.errors), 'Residuals by prediction', 'darker: more rows') : null,
      slice.errors ? figure(errorsChart(slice.errors, slice === overall ? null : overall?.errors ?? null), 'Errors', 'all rows of the slice') : null),
    rowsView(suite, at),
    !charts.roc && suite.task === 'binary' ? h('p', { class: 'hint' }, 'The run wrote no curves of this slice: they are kept where the slices of the suite have at most 50 values in all (150 with --report), or with --all-metrics; and a curve needs both classes.') : null);
  return view;
}

const routeOf = (slice: Slice, base: Route): Route => ({ ...base, slice: slice.slice, group: slice.group ?? undefined });

function metricsTable(suite: Suite, slice: Slice, overall: Slice | null, current: string | undefined): HTMLElement {
  const others = overall !== null && slice !== overall;
  const order = rankedMetrics(suite);
  const rows = [...slice.metrics].sort((a, b) => order.indexOf(a.metric) - order.indexOf(b.metric)).map(m => {
    const checks = suite.checks.filter(c => sameSlice(c, slice) && c.metric === m.metric);
    const whole = others ? metricOf(overall, m.metric) : undefined;
    const value = finite(m.value), low = finite(m.interval?.low), high = finite(m.interval?.high), bound = finite(checks[0]?.threshold);
    const scale = share([value, low, high, finite(whole?.value), bound]);
    const verdict = worst(checks);
    return h('tr', { 'data-metric': m.metric, 'data-current': m.metric === current },
      h('th', { scope: 'row' }, verdict === null ? h('span', { class: 'mark none', 'aria-hidden': 'true' }, h('span', { class: 'sign' }, '·')) : mark(verdict), ' ', m.metric,
        directionOf(suite, m.metric) === -1 ? h('span', { class: 'way', title: 'lower is better' }, ' ↓', hidden('lower is better')) : null),
      h('td', { class: 'num strong' }, m.value === null ? h('span', { title: m.undefined ?? '' }, 'undefined') : number(m.value)),
      h('td', { class: 'num dim' }, intervalText(m.interval), m.interval?.undercovers ? h('span', { title: 'Such an interval is known to cover less than 93 % at this size' }, ' *', hidden('covers less than it says')) : null),
      h('td', { class: 'forest' }, value === null ? m.undefined : scale === null || (directionOf(suite, m.metric) === 0 && low === null) ? null : strip(scale, { value, low, high, overall: whole?.value, bound, status: verdict }, 180, 16)),
      others ? h('td', { class: 'num' }, whole ? number(whole.value) : '') : null,
      h('td', null, checks.map(c => h('span', { class: 'bound-text' }, c.comparison === null ? c.name : `${c.comparison} ${c.bound}`))),
      h('td', { class: 'num dim' }, rowsText(m.rows, slice.n)));
  });
  return scroller('Metrics of the slice', h('table', { class: 'metrics' },
    h('caption', { class: 'sr' }, `Metrics of ${sliceName(slice)}`),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Metric'), h('th', { scope: 'col', class: 'num' }, 'Value'), h('th', { scope: 'col', class: 'num' }, 'Interval'),
      h('th', { scope: 'col' }, hidden('Value, interval, whole set and bound as a picture')), others ? h('th', { scope: 'col', class: 'num' }, 'Whole set') : null,
      h('th', { scope: 'col' }, 'Expected'), h('th', { scope: 'col', class: 'num' }, 'Rows'))),
    h('tbody', null, rows)));
}

// Shares stand on one scale from 0 to 1, so that rows compare; small ones and other units each on their own.
function share(values: (number | null)[]): Scale | null {
  const some = values.filter(v => v !== null);
  return some.length > 0 && some.every(v => v >= 0 && v <= 1) && some.some(v => v >= 0.25) ? { low: -0.02, high: 1.02 } : scaleOf(values);
}

function confusion(matrix: Confusion | null): HTMLElement | null {
  if (!matrix) return null;
  const dense = matrix.classes.length > 6;
  return h('figure', { class: `card confusion${dense ? ' wide' : ''}` }, h('figcaption', null, h('h3', null, 'Confusion matrix'), h('span', { class: 'hint' }, dense ? 'rows; the shade is their share of the true class' : 'share of the true class, rows below')),
    scroller('Confusion matrix', h('table', { class: dense ? 'dense' : '' },
      h('caption', { class: 'sr' }, 'Rows by true class and predicted class'),
      h('thead', null,
        h('tr', null, h('td'), h('th', { scope: 'colgroup', colspan: matrix.classes.length, class: 'axis' }, 'predicted')),
        h('tr', null, h('th', { scope: 'col', class: 'axis' }, 'true'), matrix.classes.map(c => h('th', { scope: 'col' }, c)))),
      h('tbody', null, matrix.counts.map((row, i) => {
        const total = row.reduce((a, b) => a + b, 0);
        return h('tr', null, h('th', { scope: 'row' }, matrix.classes[i]), row.map((n, j) => {
          const td = h('td', { class: i === j ? 'right' : n > 0 ? 'wrong' : '' }, dense && n === 0 ? h('span', { class: 'dim' }, '·') : [total > 0 && !dense ? h('b', null, percent(n / total)) : null, h('span', null, number0(n))]);
          td.style.setProperty('--heat', `${total > 0 ? Math.round((n / total) * 58) : 0}%`);
          return td;
        }));
      })))));
}

// Counts are whole unless rows have weights.
const number0 = (n: number): string => (Number.isInteger(n) ? count(n) : number(n));

function fairness(suite: Suite, slice: Slice): HTMLElement | null {
  const found = suite.fairness.find(f => f.slice === slice.slice);
  if (!found) return null;
  return h('section', { class: 'card' }, h('h3', null, `Fairness over ${slice.slice}`), scroller('Fairness', h('table', null,
    h('thead', null, h('tr', null, ['Measure', 'Value', 'Of', 'Smallest', 'Largest'].map((t, i) => h('th', { scope: 'col', class: i === 1 ? 'num' : '' }, t)))),
    h('tbody', null, Object.entries(found.measures).map(([name, v]) => h('tr', null, h('th', { scope: 'row' }, name.replaceAll('_', ' ')), h('td', { class: 'num strong' }, number(v.value)),
      h('td', null, v.metric), h('td', null, v.smallest), h('td', null, v.largest)))))));
}

function flips(suite: Suite, slice: Slice): HTMLElement | null {
  const found = suite.baselines.flatMap(b => b.flips.filter(f => sameSlice(f, slice)).map(f => ({ b, f })));
  if (found.length === 0) return null;
  const ids = (text: string, list: string[]) => (list.length === 0 ? null : h('details', null, h('summary', null, text), h('p', { class: 'ids' }, some(list, 60))));
  return h('section', { class: 'card' }, h('h3', null, 'Rows that changed sides'), found.map(({ b, f }) => h('div', null,
    h('p', null, `Against the ${b.name}, of ${plural(f.rows, 'row')} in both: `, f.newlyWrong === null ? null : [h('b', null, count(f.newlyWrong)), ' newly wrong, ', h('b', null, count(f.newlyRight ?? 0)), ' newly right, '],
      h('b', null, count(f.changed)), ' predicted otherwise.'),
    ids(`Newly wrong: the first ${f.firstNewlyWrong.length}`, f.firstNewlyWrong), ids(`Newly right: the first ${f.firstNewlyRight.length}`, f.firstNewlyRight))));
}
