import { h, replace } from '../dom';
import { number, percent, count } from '../data/format';
import { cheapest, costOf, operatingPoint, statedCosts, type Costs, type OperatingPoint } from '../data/operating';
import { metricsOf } from '../data/model';
import type { Slice, Suite } from '../data/results';
import type { Chart } from './charts';

const short = (value: number): string => String(Number(value.toPrecision(4)));

/** Moves the operating point: what it does to the slice, beside the whole set, in numbers and on the curves. */
export function explorer(suite: Suite, slice: Slice, overall: Slice | null, charts: { roc: Chart | null; pr: Chart | null; scores: Chart | null }): HTMLElement | null {
  const inForce = suite.threshold ?? 0.5;
  if (!slice.roc || !slice.scores || operatingPoint(suite, slice, inForce) === null) return null;
  const { low, high } = slice.scores;
  let threshold = inForce, costs: Costs = statedCosts(metricsOf(suite)) ?? { falsePositive: 1, falseNegative: 1, truePositive: 0, trueNegative: 0 };
  const right = costs.truePositive !== 0 || costs.trueNegative !== 0 ? ` As in the spec, a true positive costs ${number(costs.truePositive)} and a true negative ${number(costs.trueNegative)}.` : '';
  const range = h('input', { type: 'range', id: 'threshold', min: 0, max: 1000, step: 1, input: () => { threshold = low + (Number(range.value) / 1000) * (high - low); render(false); } });
  const exact = h('input', { type: 'number', id: 'threshold-exact', step: 'any', min: low, max: high, 'aria-label': 'Threshold, as a number', change: () => {
    const value = Number(exact.value);
    if (exact.value !== '' && Number.isFinite(value)) { threshold = Math.min(high, Math.max(low, value)); render(true); }
  } });
  const table = h('div'), said = h('p', { class: 'sr', role: 'status' });
  const cost = (which: 'falsePositive' | 'falseNegative', label: string) => h('label', null, label, h('input', { type: 'number', step: 'any', value: costs[which], change: (e: Event) => {
    const value = Number((e.target as HTMLInputElement).value);
    if (Number.isFinite(value)) { costs = { ...costs, [which]: value }; render(false); }
  } }));

  function render(slide: boolean): void {
    if (slide) range.value = String(Math.round(((threshold - low) / (high - low)) * 1000));
    exact.value = short(threshold);
    const here = operatingPoint(suite, slice, threshold)!, was = operatingPoint(suite, slice, inForce)!;
    const whole = overall && overall !== slice ? operatingPoint(suite, overall, threshold) : null;
    const row = (name: string, of: (p: OperatingPoint) => string, now: boolean) =>
      h('tr', null, h('th', { scope: 'row' }, name), h('td', { class: 'num strong' }, of(here)), whole ? h('td', { class: 'num' }, of(whole)) : null, now ? h('td', { class: 'num dim' }, of(was)) : null);
    const moved = threshold !== inForce;
    replace(table, h('table', { class: 'operating-table' },
      h('caption', { class: 'sr' }, 'What the threshold does'),
      h('thead', null, h('tr', null, h('td'), h('th', { scope: 'col', class: 'num' }, 'Slice'), whole ? h('th', { scope: 'col', class: 'num' }, 'Whole set') : null,
        moved ? h('th', { scope: 'col', class: 'num' }, `Slice at ${short(inForce)}`) : null)),
      h('tbody', null,
        row('Recall', p => number(p.recall), moved), row('Precision', p => (p.precision === null ? 'undefined' : number(p.precision)), moved), row('False positive rate', p => number(p.fpr), moved),
        row('Predicted positive', p => percent(p.selected), moved), row('Missed positives', p => count(Math.round(p.fn)), moved), row('False alarms', p => count(Math.round(p.fp)), moved),
        row('Cost a row', p => number(costOf(p, costs)), moved))));
    const of = (f: (p: OperatingPoint) => { x: number; y: number } | null) => [here, whole].flatMap(p => (p === null ? [] : [f(p)])).filter(p => p !== null);
    charts.roc?.move(of(p => ({ x: p.fpr, y: p.recall })));
    charts.pr?.move(of(p => (p.precision === null ? null : { x: p.recall, y: p.precision })));
    charts.scores?.move([{ x: Math.min(high, Math.max(low, threshold)), y: 0 }]);
    range.setAttribute('aria-valuetext', `${number(threshold)}: recall ${number(here.recall)}, false positive rate ${number(here.fpr)}`);
  }
  const element = h('section', { class: 'explorer card', 'aria-labelledby': 'explorer-title' },
    h('h3', { id: 'explorer-title' }, 'Threshold explorer'),
    h('div', { class: 'slider' }, h('label', { for: 'threshold' }, 'Threshold'), range, exact,
      h('button', { type: 'button', click: () => { threshold = inForce; render(true); said.textContent = `Threshold ${number(inForce)}, as in the spec`; } }, `As in the spec: ${short(inForce)}`)),
    table,
    h('div', { class: 'costs' }, cost('falsePositive', 'Cost of a false alarm'), cost('falseNegative', 'Cost of a missed positive'),
      h('button', { type: 'button', click: () => {
        const best = cheapest(slice, costs);
        if (best === null) return;
        threshold = best.threshold ?? high;
        render(true);
        said.textContent = `Threshold ${number(threshold)}`;
      } }, 'Cheapest on this slice')),
    h('p', { class: 'hint' }, 'Exact at the threshold of the spec; elsewhere read off the stored curve, which keeps at most 200 thresholds, between two of them in proportion. Nothing here changes the verdict.', right), said);
  render(true);
  return element;
}
