import { finite, type Baseline, type Change, type Check, type Metric, type Run, type Slice, type Suite } from './results';
import { count, plural, number, some } from './format';

/** How a check stands on the page: its outcome, and whether a waiver lets it. */
export type Status = 'failed' | 'error' | 'inconclusive' | 'waived' | 'passed';

/** Worst first: the order of every list of checks. */
export const statuses: readonly Status[] = ['error', 'failed', 'inconclusive', 'waived', 'passed'];

export const statusText: Record<Status, string> = { passed: 'passed', failed: 'failed', error: 'error', inconclusive: 'inconclusive', waived: 'waived' };

/** Shapes that differ without their colour. */
export const statusMark: Record<Status, string> = { passed: '✓', failed: '✕', error: '!', inconclusive: '?', waived: '~' };

export function statusOf(check: Check): Status {
  if (check.outcome === 'passed') return check.fails ? 'failed' : 'passed';
  if (!check.fails && check.waiver?.state === 'active' && check.outcome !== 'error') return 'waived';
  return check.outcome;
}

export const worst = (checks: Check[]): Status | null =>
  checks.length === 0 ? null : checks.map(statusOf).sort((a, b) => statuses.indexOf(a) - statuses.indexOf(b))[0];

export const isUnusable = (suite: Suite): boolean => suite.diagnostics.some(d => d.severity === 'error');

/** Shown in one piece: `country = DE`. */
export const sliceName = (slice: { slice: string; group: string | null }): string => (slice.group === null ? slice.slice : `${slice.slice} = ${slice.group}`);

export const sameSlice = (a: { slice: string; group: string | null }, b: { slice: string; group: string | null }): boolean => a.slice === b.slice && a.group === b.group;

export interface Counts { checks: number; passed: number; failed: number; errors: number; inconclusive: number; waived: number; failing: number; unusable: number; suites: number }

export function countsOf(suites: Suite[]): Counts {
  const all = suites.flatMap(s => s.checks);
  const of = (status: Status) => all.filter(c => statusOf(c) === status).length;
  return {
    checks: all.length, passed: of('passed'), failed: of('failed'), errors: of('error'), inconclusive: of('inconclusive'), waived: of('waived'),
    failing: all.filter(c => c.fails).length, unusable: suites.filter(isUnusable).length, suites: suites.length,
  };
}

/** The state of a run or a suite; only `passed` is a pass. */
export function stateOf(counts: Counts): Status {
  if (counts.unusable > 0) return 'error';
  if (counts.failing > 0) return 'failed';
  if (counts.checks === 0) return 'error';
  return counts.inconclusive > 0 ? 'inconclusive' : counts.waived > 0 ? 'waived' : 'passed';
}

/** The verdict in one sentence: the word, and the rest. */
export function verdictSentence(suites: Suite[]): [string, string] {
  const counts = countsOf(suites);
  if (counts.unusable > 0) {
    const also = counts.failing > 0 ? `, and ${plural(counts.failing, 'check')} of the others ${counts.failing === 1 ? 'fails' : 'fail'}` : '';
    return ['Not judged', `${plural(counts.unusable, 'spec')} of ${counts.suites} could not be used: ${some(suites.filter(isUnusable).map(s => s.name))}${also}.`];
  }
  if (counts.checks === 0) return ['Nothing was judged', 'the run holds no check, which is never a pass.'];
  if (counts.failing > 0) {
    const failing = suites.flatMap(s => s.checks.filter(c => c.fails));
    if (failing.length === 1) {
      const check = failing[0];
      const what = check.comparison !== null && check.metric !== null && check.outcome === 'failed'
        ? `${check.metric} on ${sliceName(check)} is ${number(check.value)} and must be ${check.comparison} ${check.bound}` : check.name;
      return ['Failed', `1 of ${plural(counts.checks, 'check')}: ${what}.`];
    }
    return ['Failed', `${failing.length} of ${plural(counts.checks, 'check')}, on ${some([...new Set(failing.map(sliceName))])}.`];
  }
  const notes = [
    counts.inconclusive > 0 ? `${counts.inconclusive} could not be decided` : '',
    counts.waived > 0 ? `${counts.waived} ${counts.waived === 1 ? 'is' : 'are'} waived` : '',
  ].filter(n => n !== '');
  return notes.length === 0
    ? ['Passed', counts.checks === 1 ? 'the only check holds.' : `all ${count(counts.checks)} checks hold.`]
    : [counts.inconclusive > 0 ? 'Passed, not conclusive' : 'Passed, with waivers', `${counts.passed} of ${plural(counts.checks, 'check')} hold, ${notes.join(' and ')}.`];
}

/** 1: higher is better, −1: lower is better, 0: neither or not known, as the run says it of each metric. */
export function directionOf(suite: Suite, metric: string): -1 | 0 | 1 {
  const said = suite.directions && Object.hasOwn(suite.directions, metric) ? suite.directions[metric] : null;
  return said === 'higher' ? 1 : said === 'lower' ? -1 : 0;
}

export const metricOf = (slice: Slice, metric: string): Metric | undefined => slice.metrics.find(m => m.metric === metric);

/** All metrics of a suite in the order they first occur in. */
export const metricsOf = (suite: Suite): string[] => [...new Set(suite.slices.flatMap(s => s.metrics.map(m => m.metric)))];

/** The same for a matrix: where checks fail first, then what is better one way, then what only describes. */
export function rankedMetrics(suite: Suite): string[] {
  const failing = new Set(suite.checks.filter(c => c.fails).map(c => c.metric));
  const rank = (metric: string) => (failing.has(metric) ? 0 : directionOf(suite, metric) !== 0 ? 1 : 2);
  return metricsOf(suite).map((metric, i) => ({ metric, i })).sort((a, b) => rank(a.metric) - rank(b.metric) || a.i - b.i).map(x => x.metric);
}

/** `recall(class=7)` as its name and its parameters. */
export const splitMetric = (metric: string): [string, string] => {
  const at = metric.indexOf('(');
  return at < 0 ? [metric, ''] : [metric.slice(0, at), metric.slice(at + 1).replace(/\)$/, '')];
};

export const overallOf = (suite: Suite): Slice | undefined => suite.slices.find(s => s.slice === 'overall' && s.group === null);

/** How a change stands: which way, and whether an interval tells it from chance. */
export type Standing = 'worse' | 'worse, untested' | 'worse, may be chance' | 'changed' | 'changed, may be chance' | 'better' | 'better, untested' | 'better, may be chance';

export const standings: readonly Standing[] = ['worse', 'worse, untested', 'worse, may be chance', 'changed', 'better', 'better, untested', 'changed, may be chance', 'better, may be chance'];

export interface SuiteChange { suite: Suite; baseline: Baseline; change: Change; difference: number | null; standing: Standing }

// Without an interval of the difference nobody can say that it is more than chance: such a change is never called certain.
function standingOf(change: Change): Standing {
  const way = change.verdict.startsWith('worse') ? 'worse' : change.verdict.startsWith('better') ? 'better' : 'changed';
  if (change.verdict.includes('chance')) return `${way}, may be chance`;
  return way === 'changed' || change.interval !== null ? way : `${way}, untested`;
}

/** Changes of all suites: worsenings beyond chance, then those without an interval or that may be chance, then the rest; in each the biggest first. */
export function changesOf(run: Run): SuiteChange[] {
  return run.suites.flatMap(suite => suite.baselines.flatMap(baseline => baseline.changes.map(change => {
    const was = finite(change.was), is = finite(change.is);
    return { suite, baseline, change, difference: was === null || is === null ? null : is - was, standing: standingOf(change) };
  }))).sort((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing) || relative(b) - relative(a));
}

// Shares compare by their difference; metrics of other units (a cost, an error in days) relative to what they were, without letting a value near 0 win by that alone.
function relative({ change, difference }: SuiteChange): number {
  const was = finite(change.was), is = finite(change.is);
  if (difference === null || was === null || is === null) return Number.MAX_VALUE;
  return Math.abs(was) <= 1 && Math.abs(is) <= 1 ? Math.abs(difference) : Math.abs(difference) / Math.max(Math.abs(was), 0.1);
}

/** Short names of suites for links: the file's, where it is the only one of that name. */
export function suiteKeys(suites: Suite[]): string[] {
  const short = suites.map(s => s.file.replace(/^.*\//, '').replace(/\.spec\.ya?ml$/, ''));
  return short.map((name, i) => (short.filter(other => other === name).length === 1 ? name : suites[i].file));
}
