import { h, replace } from './dom';
import { verdictSentence, isUnusable, suiteKeys } from './data/model';
import { plural } from './data/format';
import type { Page } from './data/results';
import { unpacked } from './data/unpack';
import { formatRoute, parseRoute, type Route } from './route';
import { adopt, forget, stand } from './state';
import { changesView } from './view/changes';
import { checksView, type ChecksView } from './view/checks';
import { environmentView } from './view/environment';
import { guardsView } from './view/guards';
import { gateView } from './view/gate';
import { matrixView, select } from './view/matrix';
import { preparePrint, restoreAfterPrint } from './view/print';
import { runsView } from './view/runs';
import { sliceAt, sliceView } from './view/slice';
import { suitesView, verdictView } from './view/verdict';
import { themeChoice } from './view/theme';
import { quarantineView, waiversView } from './view/waivers';

let page: Page = { runs: [] };
const main = document.getElementById('main')!, nav = document.getElementById('nav')!;
let shown: { run: number; suite: number } | null = null;
let silent = false;
let checks: ChecksView | null = null;

function runOf(route: Route): number {
  const at = Number(route.run ?? page.runs.length);
  return Number.isInteger(at) && at >= 1 && at <= page.runs.length ? at - 1 : page.runs.length - 1;
}

function suiteOf(route: Route, run: number): number {
  const suites = page.runs[run].result.suites;
  const named = route.suite === undefined ? -1 : Math.max(suiteKeys(suites).indexOf(route.suite), suites.findIndex(s => s.file === route.suite));
  if (named >= 0) return named;
  // A link may name the slice alone: the first spec that has it, otherwise the one that fails, otherwise the first.
  const having = route.slice === undefined ? -1 : suites.findIndex(s => s.slices.some(x => x.slice === route.slice));
  const failing = suites.findIndex(s => isUnusable(s) || s.checks.some(c => c.fails));
  return Math.max(0, having >= 0 ? having : failing);
}

function show(): void {
  const route = parseRoute(location.hash);
  const run = runOf(route), result = page.runs[run].result, at = suiteOf(route, run), suite = result.suites[at];
  const several = result.suites.length > 1;
  const runPart: Route = page.runs.length > 1 ? { run: String(run + 1) } : {};
  const base: Route = several && suite ? { ...runPart, suite: suiteKeys(result.suites)[at] } : runPart;
  const same = shown !== null && shown.run === run && shown.suite === at;
  if (shown !== null && !same) forget();
  const again = !adopt(route) && same;
  const focused = suite ? sliceAt(suite, route) : null;
  stand({ ...base, slice: focused?.slice, group: focused?.group ?? undefined, metric: route.metric });
  if (!again) {
    const parts: (Node | null)[] = [verdictView(result, runPart), gateView(result), several ? suitesView(result, at, runPart) : null, changesView(result, runPart),
      waiversView(result, runPart), quarantineView(result)];
    if (suite) {
      parts.push(h('div', { class: 'suite-head' }, h('p', { class: 'suite-title' }, suite.name),
        h('p', { class: 'lead' }, [suite.file, suite.task, plural(suite.rows, 'row'), suite.owner === null ? null : `owner ${suite.owner}`, ...suite.tags.map(t => `#${t}`)].filter(t => t !== null).join(' · '))));
      if (suite.slices.length > 0) parts.push(matrixView(suite, { ...base, slice: focused?.slice, group: focused?.group ?? undefined }));
      checks = checksView(suite, base);
      parts.push(checks.element);
      parts.push(guardsView(suite, base));
      if (page.runs.length > 1) parts.push(runsView(page, suite, base));
      parts.push(h('div', { id: 'slice-place' }), environmentView(result, suite));
    }
    replace(main, parts);
    navigation(base);
    shown = { run, suite: at };
    document.title = `${verdictSentence(result.suites)[0]}: ${several ? plural(result.suites.length, 'spec') : suite?.name ?? 'no spec'} – ModelSpecs`;
  }
  if (suite) {
    document.getElementById('slice-place')!.replaceChildren(sliceView(suite, route, base, to => { location.hash = formatRoute(to); }));
    select(main, focused?.slice, focused?.group ?? undefined);
  }
  if (!silent) reveal(route, again);
}

// Scrolls to what the address names and puts the focus there, as a link within a page does.
function reveal(route: Route, again: boolean): void {
  if (route.check !== undefined && checks?.reveal(route.check)) return;
  const part = route.part ?? (route.slice !== undefined ? 'slice' : route.suite !== undefined && !again ? 'matrix' : null);
  const target = part === null ? null : document.getElementById(`part-${part}`);
  if (target === null) return;
  const row = route.metric === undefined ? null : target.querySelector(`tr[data-metric=${CSS.escape(route.metric)}]`);
  target.scrollIntoView({ block: 'start' });
  row?.scrollIntoView({ block: 'nearest' });
  (target.querySelector('h1, h2') as HTMLElement | null)?.focus({ preventScroll: true });
}

function navigation(base: Route): void {
  const names: Record<string, string> = { verdict: 'Verdict', gate: 'Gate', specs: 'Specs', changes: 'Changes', waivers: 'Waivers', quarantine: 'Quarantine', matrix: 'Matrix', checks: 'Checks', guards: 'Guards', runs: 'Runs', slice: 'Slice', environment: 'Environment' };
  const there = Object.keys(names).filter(id => id === 'slice' ? document.getElementById('slice-place') !== null : document.getElementById(`part-${id}`) !== null);
  replace(nav, h('ul', null, there.map(id => h('li', null, h('a', { href: formatRoute({ ...base, part: id }) }, names[id])))));
}

function start(read: Page): void {
  page = read;
  if (page.runs.length > 1) {
    const choice = h('select', { id: 'run-choice', change: () => { location.hash = formatRoute({ run: choice.value }); } }, page.runs.map((r, i) => h('option', { value: i + 1 }, r.label)));
    document.getElementById('runs')!.append(h('label', { for: 'run-choice' }, 'Run'), choice);
    addEventListener('hashchange', () => { choice.value = String(runOf(parseRoute(location.hash)) + 1); });
    choice.value = String(runOf(parseRoute(location.hash)) + 1);
  }
  addEventListener('hashchange', show);
  // A link to where the page already stands changes no address: it still goes there.
  document.addEventListener('click', event => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) { event.preventDefault(); reveal(parseRoute(location.hash), true); }
  });
  addEventListener('beforeprint', preparePrint);
  addEventListener('afterprint', restoreAfterPrint);
  silent = location.hash === '';
  show();
  silent = false;
  document.documentElement.setAttribute('data-ready', '');
}

// Before anything is unpacked: a page that a person made light never flashes dark.
document.getElementById('theme')!.append(themeChoice());

unpacked(document.getElementById('data')!.textContent!).then(start).catch((error: unknown) => {
  replace(main, h('p', { class: 'note' }, 'The results in this page cannot be read: ', String(error), '. The same results stand in results.json beside it.'));
  throw error;
});
