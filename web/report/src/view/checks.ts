import { h } from '../dom';
import { count, number, plural, pValue, visible } from '../data/format';
import { sliceName, statuses, statusOf, statusText, type Status } from '../data/model';
import type { Check, Suite, Waiver } from '../data/results';
import { formatRoute, type Route } from '../route';
import { linkOrCode } from '../dom';
import { remember, shownAs } from '../state';
import { copyLink } from './copy';
import { daysText } from '../data/exceptions';
import { intervalText, mark, rowsText, scroller, section } from './parts';

// Whatever did not pass is shown up to the first number, what passed fills up to the second: it is the slices that a reviewer reads next.
const most = 40, enough = 12;

/** The list of checks, and a hand that opens one of them. */
export interface ChecksView { element: HTMLElement; reveal(id: string): boolean }

/** Every check with its line of YAML, its message and who answers for it; the worst first. */
export function checksView(suite: Suite, base: Route): ChecksView {
  const entries = suite.checks.map((check, i) => ({ check, i, status: statusOf(check) })).sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || a.i - b.i);
  const before = shownAs();
  let text = before.checks?.toLowerCase() ?? '', only: Status | null = statuses.find(s => s === before.status && entries.some(e => e.status === s)) ?? null, all = false;
  const list = h('ul', { class: 'checks' }), found = h('p', { class: 'found', role: 'status' }), chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Only checks that are' });
  const more = h('button', { type: 'button', class: 'more', click: () => { const from = list.children.length; all = true; render(); (list.children[from]?.querySelector('summary') as HTMLElement | null)?.focus(); } });
  for (const status of statuses) {
    const n = entries.filter(e => e.status === status).length;
    if (n > 0) chips.append(h('button', { type: 'button', class: `chip ${status}`, 'data-status': status, click: () => {
      only = only === status ? null : status;
      remember('status', only);
      render();
    } }, mark(status), ` ${statusText[status]} `, h('b', null, count(n))));
  }
  const first = (shown: { status: Status }[]) => Math.min(most, Math.max(enough, shown.filter(e => e.status !== 'passed').length));
  function render(): void {
    for (const chip of chips.children) chip.setAttribute('aria-pressed', String(chip.getAttribute('data-status') === only));
    const shown = entries.filter(e => (only === null || e.status === only) && (text === '' || `${e.check.name} ${e.check.owner ?? ''} ${e.check.tags.join(' ')}`.toLowerCase().includes(text)));
    list.replaceChildren(...(all ? shown : shown.slice(0, first(shown))).map(e => item(e.check, e.status, base)));
    more.hidden = all || shown.length <= first(shown);
    more.textContent = `Show all ${count(shown.length)} checks`;
    found.textContent = shown.length === entries.length ? plural(entries.length, 'check') : `${count(shown.length)} of ${plural(entries.length, 'check')}`;
  }
  render();
  const warnings = suite.diagnostics.filter(d => d.severity !== 'error');
  const filter = h('input', { type: 'search', id: 'checks-filter', placeholder: 'Check, owner or tag', value: before.checks, input: () => { text = filter.value.trim().toLowerCase(); remember('checks', filter.value.trim()); render(); } });
  const element = section('checks', 'Checks', null,
    h('div', { class: 'tools' }, h('label', { for: 'checks-filter' }, 'Filter'),
      filter, chips, found),
    list, more,
    warnings.length === 0 ? null : h('details', { class: 'warnings' }, h('summary', null, `${plural(warnings.length, 'warning')} of the spec`),
      h('ul', null, warnings.map(d => h('li', null, h('code', null, `${d.file}:${d.line}`), ' ', h('b', null, d.id), ' ', d.message)))));
  // What a link names is shown, whatever the filters leave out.
  const reveal = (id: string): boolean => {
    if (!entries.some(e => e.check.id === id)) return false;
    const find = () => [...list.children].find(li => li.getAttribute('data-check') === visible(id));
    if (!find()) {
      [text, only, all, filter.value] = ['', null, true, ''];
      remember('status', null);
      remember('checks', null);
      render();
    }
    const details = find()?.querySelector('details');
    if (!details) return false;
    details.open = true;
    details.scrollIntoView({ block: 'start' });
    details.querySelector('summary')?.focus({ preventScroll: true });
    return true;
  };
  return { element, reveal };
}

function item(check: Check, status: Status, base: Route): HTMLElement {
  const where = sliceName(check);
  const name = check.name.startsWith(`${where}: `) ? check.name.slice(where.length + 2) : check.name;
  const interval = check.shown ? check.shown.interval ?? '' : check.noise && check.noise.of === 'value' ? intervalText(check.noise) : '';
  return h('li', { class: `check ${status}`, 'data-check': check.id }, h('details', status === 'failed' || status === 'error' ? { open: true } : null,
    h('summary', null,
      mark(status), h('span', { class: 'check-name' }, h('span', { class: 'where' }, where), ' ', h('span', { class: 'what' }, name)),
      h('span', { class: 'check-value' }, check.value === null ? 'undefined' : check.shown?.value ?? number(check.value), interval === '' ? null : h('span', { class: 'ci' }, interval)),
      h('span', { class: 'check-rows' }, rowsText(check.rows, check.n), ' rows'),
      h('code', { class: 'at' }, `${check.file.replace(/^.*\//, '')}:${check.line}`)),
    h('div', { class: 'check-body' },
      check.reason !== null ? h('p', { class: 'reason' }, check.reason) : null,
      check.waiver ? waiver(check.waiver) : null,
      facts(check, base),
      check.worstRows.length === 0 ? null : scroller(`Rows with the highest loss of ${check.name}`, h('table', { class: 'rows' },
        h('caption', null, 'Rows with the highest loss'),
        h('thead', null, h('tr', null, ['Row', 'Truth', 'Predicted', 'Score', 'Loss'].map((t, i) => h('th', { scope: 'col', class: i > 2 ? 'num' : '' }, t)))),
        h('tbody', null, check.worstRows.map(r => h('tr', null, h('th', { scope: 'row' }, r.id), h('td', null, r.truth), h('td', null, r.prediction),
          h('td', { class: 'num' }, r.score === null ? '' : number(r.score)), h('td', { class: 'num' }, number(r.loss))))))),
      h('details', { class: 'message' }, h('summary', null, 'Message, as the test prints it'), h('pre', { tabindex: 0 }, check.message)))));
}

function facts(check: Check, base: Route): HTMLElement {
  const noise = check.noise;
  const pairs: [string, (Node | string)[]][] = [];
  if (check.comparison !== null) {
    pairs.push(['Expected', [`${check.comparison} ${check.bound}`, check.threshold !== null && String(check.threshold) !== check.bound && check.shown?.threshold !== check.bound ? ` = ${check.shown?.threshold ?? number(check.threshold)}` : '']]);
  }
  if (noise) {
    pairs.push(['Noise', [`${Math.round(noise.confidence * 100)} % interval ${check.shown?.interval ?? intervalText(noise)} of the ${noise.of} (${noise.method})`, noise.p === null ? '' : `, ${pValue(noise.p)}`,
      noise.correctedP === null ? '' : `, corrected ${pValue(noise.correctedP)}`, noise.undercovers ? '; known to cover less than it says at this size' : '']]);
    if (noise.detectableChange !== null) pairs.push(['Power', [`a change of ${number(noise.detectableChange)} is seen here with a probability of 80 %`]]);
  }
  if (check.suggestion) {
    pairs.push(['Cheaper threshold', [check.suggestion.threshold === null ? 'predict no row positive' : number(check.suggestion.threshold), ` would cost ${number(check.suggestion.cost)} a row instead of ${number(check.suggestion.now)} on these rows`]]);
  }
  pairs.push(['Written at', [h('code', null, `${check.file}:${check.line}:${check.column}`)]]);
  if (check.owner !== null) pairs.push(['Owner', [check.owner]]);
  if (check.action !== null) pairs.push(['What to do', [check.action]]);
  if (check.runbook !== null) pairs.push(['Runbook', [linkOrCode(check.runbook)]]);
  if (check.tags.length > 0) pairs.push(['Tags', [check.tags.join(', ')]]);
  pairs.push(['See', [h('a', { href: formatRoute({ ...base, slice: check.slice, group: check.group ?? undefined, metric: check.metric ?? undefined }) }, `slice ${sliceName(check)}`), ' ', copyLink(`check ${check.name}`, { check: check.id })]]);
  return h('dl', { class: 'facts' }, pairs.map(([term, text]) => h('div', null, h('dt', null, term), h('dd', null, text))));
}

const waiverText = { active: 'Waived', expired: 'The waiver has expired', unneeded: 'The waiver is not needed: the check passes without it' };

const waiver = (w: Waiver): HTMLElement => h('p', { class: `waiver ${w.state}` },
  h('b', null, waiverText[w.state]), ` until ${w.until} (${daysText(w.daysLeft)}) by ${w.owner}: ${w.because} `, h('code', null, `${w.file}:${w.line}`));
