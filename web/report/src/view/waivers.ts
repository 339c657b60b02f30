import { h } from '../dom';
import { count, number, plural, signed } from '../data/format';
import { daysText, lapsed, waiversOf, type WaiverEntry } from '../data/exceptions';
import { overallOf, statusOf, suiteKeys } from '../data/model';
import { finite, type Run, type Suite } from '../data/results';
import { formatRoute, type Route } from '../route';
import { mark, scroller, section } from './parts';

const soon = 14;
const stateText = { active: 'In force', expired: 'Expired', unneeded: 'Not needed' } as const;
const shownChecks = 8;

/** Who lets which checks fail, until when and why; what has run out first. */
export function waiversView(run: Run, base: Route): HTMLElement | null {
  const entries = waiversOf(run);
  if (entries.length === 0) return null;
  const keys = suiteKeys(run.suites);
  const covered = entries.reduce((a, e) => a + e.checks.length, 0), failing = lapsed(entries);
  const lead = `${plural(entries.length, 'waiver')} ${entries.length === 1 ? 'covers' : 'cover'} ${plural(covered, 'check')}${failing > 0 ? `; ${plural(failing, 'check')} ${failing === 1 ? 'fails' : 'fail'} because a waiver has expired or is not needed` : ''}.`;
  return section('waivers', 'Waivers', lead, h('ul', { class: 'waivers' }, entries.map(entry => card(entry, run, keys[run.suites.indexOf(entry.suite)], base))));
}

function card({ suite, waiver: w, checks }: WaiverEntry, run: Run, key: string, base: Route): HTMLElement {
  const link = (check: typeof checks[number]) => h('li', null, h('a', { href: formatRoute({ ...base, suite: run.suites.length > 1 ? key : undefined, check: check.id }) }, mark(statusOf(check)), ' ', check.name));
  return h('li', { class: `waiver-card ${w.state}` },
    h('p', { class: 'waiver-head' }, h('b', { class: 'waiver-state' }, h('span', { 'aria-hidden': 'true' }, w.state === 'active' ? '~ ' : '✕ '), stateText[w.state]),
      h('span', { class: w.state === 'expired' || (w.state === 'active' && w.daysLeft <= soon) ? 'until soon' : 'until' }, `until ${w.until}, ${daysText(w.daysLeft)}`),
      h('span', { class: 'dim' }, 'answered for by ', h('b', null, w.owner))),
    h('p', { class: 'because' }, w.because),
    w.state === 'unneeded' ? h('p', { class: 'hint' }, 'The check passes without it: take it out, so that it hides nothing later.') : null,
    h('ul', { class: 'covered', 'aria-label': 'Checks that it covers' }, checks.slice(0, shownChecks).map(link),
      checks.length > shownChecks ? h('li', null, h('details', null, h('summary', null, `${count(checks.length - shownChecks)} more`), h('ul', { class: 'covered' }, checks.slice(shownChecks).map(link)))) : null),
    h('p', { class: 'foot' }, run.suites.length > 1 ? `${suite.name} · ` : '', h('code', null, `${w.file}:${w.line}`)));
}

/** Rows that were not judged, why, and what the set's values would be with them. */
export function quarantineView(run: Run): HTMLElement | null {
  const suites = run.suites.filter(s => s.quarantine.length > 0);
  if (suites.length === 0) return null;
  const rows = suites.reduce((a, s) => a + rowsOf(s), 0), total = suites.reduce((a, s) => a + s.rows, 0) + rows;
  return section('quarantine', 'Quarantined rows', `${plural(rows, 'row')} of ${count(total)} ${rows === 1 ? 'was' : 'were'} left out of every verdict.`,
    ...suites.map(suite => h('div', { class: 'card quarantine' }, suites.length > 1 || run.suites.length > 1 ? h('h3', null, suite.name) : null,
      h('ul', { class: 'reasons' }, suite.quarantine.map(q => h('li', null, h('b', null, plural(q.ids.length, 'row')), `: ${q.because} `,
        h('details', null, h('summary', null, 'Ids'), h('p', { class: 'ids' }, q.ids.slice(0, 200).join(', '), q.ids.length > 200 ? ` and ${count(q.ids.length - 200)} more` : ''))))),
      effect(suite))));
}

const rowsOf = (suite: Suite): number => suite.quarantine.reduce((a, q) => a + q.ids.length, 0);

function effect(suite: Suite): HTMLElement | null {
  const changed = (overallOf(suite)?.metrics ?? []).filter(m => m.withQuarantined !== undefined && finite(m.withQuarantined) !== finite(m.value));
  return changed.length === 0 ? null : scroller(`The whole set with its quarantined rows, ${suite.name}`, h('table', { class: 'effect' },
    h('caption', null, 'The whole set with and without them'),
    h('thead', null, h('tr', null, ['Metric', 'As judged', 'With them', 'Difference'].map((t, i) => h('th', { scope: 'col', class: i > 0 ? 'num' : '' }, t)))),
    h('tbody', null, changed.map(m => {
      const a = finite(m.value), b = finite(m.withQuarantined);
      return h('tr', null, h('th', { scope: 'row' }, m.metric), h('td', { class: 'num strong' }, number(m.value)), h('td', { class: 'num' }, number(m.withQuarantined)),
        h('td', { class: 'num dim' }, a === null || b === null ? '' : signed(b - a)));
    }))));
}
