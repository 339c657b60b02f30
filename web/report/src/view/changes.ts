import { h } from '../dom';
import { count, number, plural, pValue, signed, visible } from '../data/format';
import { changesOf, sliceName, suiteKeys, type Standing, type SuiteChange } from '../data/model';
import { finite, type Run } from '../data/results';
import { formatRoute, type Route } from '../route';
import { intervalText, scroller, section, strip, type Scale } from './parts';

const first = 12;

const arrow = (standing: Standing): string => (standing.startsWith('worse') ? (standing === 'worse' ? '▼' : '▽') : standing.startsWith('better') ? (standing === 'better' ? '▲' : '△') : '◆');

/** What differs from the snapshot or the champion, biggest first. */
export function changesView(run: Run, base: Route): HTMLElement | null {
  const baselines = run.suites.flatMap(suite => suite.baselines.map(baseline => ({ suite, baseline })));
  if (baselines.length === 0) return null;
  const changes = changesOf(run);
  const named = [...new Set(baselines.map(b => b.baseline.name))];
  const of = (...which: Standing[]) => changes.filter(c => which.includes(c.standing)).length;
  const untested = of('worse, untested', 'better, untested');
  const lead = changes.length === 0 ? `Nothing differs from the ${named.join(' or the ')}.`
    : `Against the ${named.join(' and the ')}: ${plural(of('worse'), 'value is', 'values are')} worse beyond chance and ${count(of('better'))} better; ${count(changes.length - of('worse', 'better') - untested)} of the other differences may be chance or have no better side${untested > 0 ? `, and ${count(untested)} have no interval that could tell` : ''}.`;
  const parts: (Node | null)[] = [];
  for (const { suite, baseline } of baselines) {
    if (baseline.missing !== null) parts.push(h('p', { class: 'note' }, h('b', null, suite.name), `: no ${baseline.name} to hold against. `, baseline.missing));
    if (baseline.structure.length > 0) {
      parts.push(h('ul', { class: 'structure' }, baseline.structure.map(s => h('li', { class: s.fails ? 'fails' : '' }, s.fails ? '✕ ' : '', s.text, s.fails ? ' (fails the run)' : ''))));
    }
    if (baseline.received !== null) parts.push(h('p', { class: 'note' }, 'To approve this run: ', h('code', null, `modelspecs accept ${suite.file}`), ` (received: ${visible(baseline.received)})`));
  }
  if (changes.length > 0) parts.push(table(run, changes, base));
  parts.push(flips(run));
  return section('changes', 'What changed', lead, ...parts);
}

function table(run: Run, changes: SuiteChange[], base: Route): HTMLElement {
  const several = run.suites.length > 1;
  const keys = suiteKeys(run.suites);
  const scale = differences(changes);
  const body = h('tbody');
  const row = (c: SuiteChange) => h('tr', { class: `change ${c.standing.replace(/,.*/, '')}${c.standing.includes(',') ? ' unsure' : ''}` },
    h('th', { scope: 'row' },
      h('a', { href: formatRoute({ ...base, suite: several ? keys[run.suites.indexOf(c.suite)] : undefined, slice: c.change.slice, group: c.change.group ?? undefined, metric: c.change.metric }) },
        h('span', { class: 'where' }, sliceName(c.change)), ' ', c.change.metric),
      several ? h('span', { class: 'of' }, c.suite.name) : null),
    h('td', { class: 'verdict-word' }, h('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow(c.standing)), ' ', c.standing),
    h('td', { class: 'num' }, number(c.change.was)),
    h('td', { class: 'num' }, number(c.change.is)),
    h('td', { class: 'num strong' }, c.difference === null ? '' : signed(c.difference)),
    h('td', { class: 'forest' }, scale === null || c.difference === null || Math.abs(c.difference) > 1 ? null : difference(scale, c)),
    h('td', { class: 'num dim' }, intervalText(c.change.interval), c.change.p === null ? null : h('span', { class: 'p' }, pValue(c.change.p))));
  const show = (all: boolean) => body.replaceChildren(...(all ? changes : changes.slice(0, first)).map(row));
  show(false);
  const more = changes.length <= first ? null : h('button', { type: 'button', class: 'more', 'aria-expanded': 'false', click: (event: MouseEvent) => {
    const button = event.currentTarget as HTMLButtonElement, open = button.getAttribute('aria-expanded') !== 'true';
    show(open);
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? 'Show the biggest only' : `Show all ${count(changes.length)}`;
  } }, `Show all ${count(changes.length)}`);
  return h('div', null,
    scroller('Values that changed', h('table', { class: 'changes' },
      h('caption', { class: 'sr' }, 'Values that changed, worsenings beyond chance first, the biggest first'),
      h('thead', null, h('tr', null, ['Slice and metric', 'Verdict', 'Was', 'Is', 'Change'].map((t, i) => h('th', { scope: 'col', class: i > 1 ? 'num' : '' }, t)),
        h('th', { scope: 'col' }, 'Difference and interval'), h('th', { scope: 'col', class: 'num' }, 'Interval'))),
      body)), more);
}

// One scale for all rates, so that lengths compare; what is far beyond the others is drawn at the edge with an arrow, and metrics of other units not at all.
function differences(changes: SuiteChange[]): Scale | null {
  const sizes = changes.filter(c => c.difference !== null && Math.abs(c.difference) <= 1)
    .map(c => Math.max(Math.abs(c.difference!), Math.abs(finite(c.change.interval?.low) ?? 0), Math.abs(finite(c.change.interval?.high) ?? 0))).sort((a, b) => a - b);
  if (sizes.length === 0) return null;
  const most = Math.min(sizes[sizes.length - 1], 3 * sizes[Math.floor(sizes.length * 0.75)]);
  return most === 0 ? null : { low: -most * 1.04, high: most * 1.04 };
}

function difference(scale: Scale, c: SuiteChange): Node[] {
  const d = c.difference!, beyond = Math.abs(d) > scale.high;
  return [h('span', { class: 'difference' }, strip(scale, { value: beyond ? Math.sign(d) * scale.high : d, low: c.change.interval?.low, high: c.change.interval?.high, overall: 0 }, 170, 14),
    beyond ? h('span', { class: d > 0 ? 'beyond right' : 'beyond left', title: 'Beyond the scale of the others', 'aria-hidden': 'true' }, d > 0 ? '▸' : '◂') : null)];
}

function flips(run: Run): HTMLElement | null {
  const whole = run.suites.flatMap(suite => suite.baselines.flatMap(b => b.flips.filter(f => f.slice === 'overall' && f.group === null).map(f => ({ suite, b, f }))));
  return whole.length === 0 ? null : h('ul', { class: 'flips' }, whole.map(({ suite, b, f }) => h('li', null,
    run.suites.length > 1 ? h('b', null, `${suite.name}: `) : null,
    f.newlyWrong === null ? `${count(f.changed)} of ${plural(f.rows, 'row')} predicted otherwise than by the ${b.name}.`
      : `Of ${plural(f.rows, 'row')} that the ${b.name} also has, ${count(f.newlyWrong)} are newly wrong, ${count(f.newlyRight ?? 0)} newly right; ${count(f.changed)} predicted otherwise.`)));
}
