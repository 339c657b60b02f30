import { h } from '../dom';
import { count, plural } from '../data/format';
import { countsOf, isUnusable, sliceName, stateOf, statusMark, statusOf, suiteKeys, verdictSentence } from '../data/model';
import type { Run } from '../data/results';
import { formatRoute, type Route } from '../route';
import { mark, outcomeBar, section } from './parts';

/** The answer: one sentence, how many checks stand where, and the checks that fail. */
export function verdictView(run: Run, base: Route): HTMLElement {
  const [word, rest] = verdictSentence(run.suites);
  const counts = countsOf(run.suites);
  const state = stateOf(counts);
  const keys = suiteKeys(run.suites);
  const failing = run.suites.flatMap((suite, i) => suite.checks.filter(c => c.fails).map(check => ({ check, key: keys[i], suite })));
  const shown = failing.slice(0, 6);
  const tile = (status: 'passed' | 'failed' | 'error' | 'inconclusive' | 'waived', n: number, text: string) =>
    n === 0 && status !== 'passed' && status !== 'failed' ? null : h('li', { class: n === 0 ? 'tile none' : `tile ${status}` }, h('b', null, count(n)), ' ', mark(status), ' ', text);
  const partial = run.suites.some(s => s.partial);
  return h('section', { id: 'part-verdict', class: `verdict ${state}`, 'aria-labelledby': 'verdict-title' },
    h('div', { class: 'verdict-head' },
      h('span', { class: 'seal', 'aria-hidden': 'true' }, statusMark[state]),
      h('h1', { id: 'verdict-title', tabindex: -1 }, h('strong', null, `${word}:`), ' ', rest)),
    h('ul', { class: 'tiles', 'aria-label': 'Checks by outcome' },
      tile('failed', counts.failed, 'failed'), tile('error', counts.errors, counts.errors === 1 ? 'error' : 'errors'), tile('inconclusive', counts.inconclusive, 'inconclusive'),
      tile('waived', counts.waived, 'waived'), tile('passed', counts.passed, 'passed'),
      h('li', { class: 'tile plain' }, h('b', null, count(counts.suites)), counts.suites === 1 ? ' spec' : ' specs'),
      h('li', { class: 'tile plain' }, h('b', null, count(run.suites.reduce((a, s) => a + s.slices.length, 0))), ' slices'),
      h('li', { class: 'tile plain' }, h('b', null, count(run.suites.reduce((a, s) => a + s.rows, 0))), ' rows judged')),
    outcomeBar([['failed', counts.failed], ['error', counts.errors], ['inconclusive', counts.inconclusive], ['waived', counts.waived], ['passed', counts.passed]]),
    loosened(run, base),
    partial ? h('p', { class: 'note' }, 'This is a part of the checks: the run was asked for some slices only.') : null,
    run.suitesExpected == null ? null : h('p', { class: 'note' }, `This is a part of the specs: ${count(run.suites.length)} of ${count(run.suitesExpected)} were judged. The others’ tests were filtered out, or the run was stopped.`),
    shown.length === 0 ? null : h('ul', { class: 'failing', 'aria-label': 'Checks that fail' },
      shown.map(({ check, key }) => h('li', null,
        h('a', { href: formatRoute({ ...base, suite: run.suites.length > 1 ? key : undefined, slice: check.slice, group: check.group ?? undefined, metric: check.metric ?? undefined }) },
          mark(statusOf(check)), ' ', h('span', { class: 'where' }, sliceName(check)), ' ', check.name.startsWith(`${sliceName(check)}: `) ? check.name.slice(sliceName(check).length + 2) : check.name),
        h('code', { class: 'at' }, `${check.file}:${check.line}`))),
      failing.length > shown.length ? h('li', { class: 'more' }, h('a', { href: formatRoute({ ...base, part: 'checks' }) }, `and ${count(failing.length - shown.length)} more`)) : null),
    run.suites.filter(isUnusable).map(suite => h('div', { class: 'unusable' },
      h('p', null, mark('error'), ' ', h('b', null, suite.name), ' could not be judged:'),
      h('ul', null, suite.diagnostics.filter(d => d.severity === 'error').map(d => h('li', null, h('code', null, `${d.file}(${d.line},${d.column})`), ' ', h('b', null, d.id), ' ', d.message))))));
}

// A pass that a loosened gate let through is read otherwise: it is said beside the verdict.
function loosened(run: Run, base: Route): HTMLElement | null {
  const n = run.gate?.changes.filter(c => c.effect === 'loosened').length ?? 0;
  return n === 0 ? null : h('p', { class: 'note loosened' }, h('span', { 'aria-hidden': 'true' }, '▼ '), `The change under review loosens the gate in ${plural(n, 'place')}. `,
    h('a', { href: formatRoute({ ...base, part: 'gate' }) }, 'See which'));
}

/** All specs of the run, the worst first. */
export function suitesView(run: Run, current: number, base: Route): HTMLElement {
  const keys = suiteKeys(run.suites);
  const order = ['error', 'failed', 'inconclusive', 'waived', 'passed'];
  const rows = run.suites.map((suite, i) => ({ suite, i, counts: countsOf([suite]) }))
    .sort((a, b) => order.indexOf(stateOf(a.counts)) - order.indexOf(stateOf(b.counts)) || a.i - b.i);
  return section('specs', 'Specs', null, h('ul', { class: 'suites' }, rows.map(({ suite, i, counts }) => h('li', null,
    h('a', { class: `suite-card ${stateOf(counts)}`, href: formatRoute({ ...base, suite: keys[i] }), 'aria-current': i === current ? 'true' : null },
      h('span', { class: 'suite-name' }, mark(stateOf(counts)), ' ', suite.name),
      h('span', { class: 'suite-meta' }, [suite.task ?? 'not read', plural(suite.rows, 'row'),
        counts.failing > 0 ? `${counts.failing} of ${plural(counts.checks, 'check')} failing` : `${counts.passed} of ${plural(counts.checks, 'check')} passed`].join(' · ')),
      outcomeBar([['failed', counts.failed], ['error', counts.errors], ['inconclusive', counts.inconclusive], ['waived', counts.waived], ['passed', counts.passed]]))))));
}
