import assert from 'node:assert/strict';
import test from 'node:test';
import { number, signed, some, visible } from '../src/data/format';
import { changesOf, directionOf, verdictSentence } from '../src/data/model';
import { cheapest, costOf, operatingPoint, pointAt, statedCosts } from '../src/data/operating';
import { parsePredicate } from '../src/data/predicate';
import type { Run, SampledRow, Slice, Suite } from '../src/data/results';
import { sideCounts, sideOf } from '../src/data/sides';
import { formatRoute, parseRoute } from '../src/route';

const slice = {
  slice: 'overall', group: null, definition: null, n: 200, metrics: [], confusion: { classes: ['0', '1'], counts: [[135, 15], [10, 40]] },
  roc: { thresholds: [null, 0.9, 0.5, 0.1], fpr: [0, 0.02, 0.1, 1], recall: [0, 0.2, 0.8, 1] }, scores: { low: 0, high: 1, negatives: [100, 50], positives: [10, 40] },
} as Slice;

const suite = (checks: object[], more: object = {}): Suite => ({ name: 'Loan', file: 'loan.spec.yaml', slices: [slice], checks, diagnostics: [], baselines: [], ...more }) as unknown as Suite;

test('between two stored thresholds recall and fpr move in proportion, beyond them they are those of no row and of every row', () => {
  const at = (t: number) => { const p = pointAt(slice, t)!; return [p.recall, p.fpr].map(v => Number(v.toFixed(9))); };
  assert.deepEqual(at(0.5), [0.8, 0.1]);
  assert.deepEqual(at(0.7), [0.5, 0.06]);
  assert.deepEqual(at(0.95), [0, 0]);
  assert.deepEqual(at(0.05), [1, 1]);
});

test('at the threshold in force the counts decide, not the thinned curve', () => {
  const point = operatingPoint({ threshold: 0.5, positive: '1' }, slice, 0.5)!;
  assert.deepEqual([point.tp, point.fp, point.fn, point.tn], [40, 15, 10, 135]);
  assert.equal(point.precision, 40 / 55);
  assert.equal(operatingPoint({ threshold: 0.5, positive: '0' }, slice, 0.5)!.tp, 135);
});

test('the cheapest threshold is the stored one with the lowest cost a row', () => {
  const costs = (falsePositive: number, falseNegative: number, truePositive = 0, trueNegative = 0) => ({ falsePositive, falseNegative, truePositive, trueNegative });
  assert.equal(cheapest(slice, costs(1, 1))!.threshold, 0.5);
  assert.equal(cheapest(slice, costs(1, 1000))!.threshold, 0.1);
  assert.equal(cheapest(slice, costs(1000, 1))!.threshold, null);
  assert.equal(costOf(pointAt(slice, 0.5)!, costs(10, 1, 2, -3)), (15 * 10 + 10 + 40 * 2 - 135 * 3) / 200);
  assert.deepEqual(statedCosts(['recall', 'cost(false_positive=150, total=true)', 'cost(false_positive=150, false_negative=2400, true_positive=40, true_negative=-120)']), costs(150, 2400, 40, -120));
  assert.equal(statedCosts(['cost(matrix=a>b 1)']), null);
});

test('a predicate compares numbers as numbers, texts as texts, and null is a member of nothing', () => {
  const columns = ['age', 'country'];
  const row = (age: string | null, country: string | null) => new Map([['age', age], ['country', country]]);
  const holds = (text: string, age: string | null, country: string | null) => { const p = parsePredicate(text, columns); return typeof p === 'string' ? p : p(row(age, country)); };
  assert.equal(holds('age < 25', '9', null), true);
  assert.equal(holds('AGE >= 1_000', '999', null), false);
  assert.equal(holds("country = 'DE' and age != 3", '4', 'DE'), true);
  assert.equal(holds('country != DE', null, null), false);
  assert.equal(holds('country is null', null, null), true);
  assert.equal(holds('country like D%', null, 'de'), true);
  assert.equal(holds('country like %x%', null, 'de'), false);
  assert.equal(holds('country like a%a', null, 'a'), false);
  assert.equal(holds('de', null, 'DE'), true);
  assert.equal(holds('height < 3', '1', null), 'no column “height”');
});

test('numbers have the digits that a reader compares', () => {
  assert.deepEqual([0.863, 14.1, 106950.4, 0.0000123, -0.5, 0, 20, null, 'NaN' as const].map(number), ['0.8630', '14.10', '106,950', '0.000012', '−0.5000', '0', '20', 'undefined', 'NaN']);
  assert.equal(signed(0.01), '+0.0100');
  assert.equal(some(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
});

test('text that hides or re-orders is written out', () => {
  assert.equal(visible('a\u202Eb\u2028c\u0000\ud800'), 'a\\u202eb\\u2028c\\u0000\\ud800');
  assert.equal(visible('naïve 😀\n'), 'naïve 😀\n');
});

test('the verdict of nothing is no pass, and a waived or inconclusive check is none either', () => {
  const check = { slice: 'young', group: null, metric: 'recall', comparison: '>=', bound: '0.70', value: 0.5, outcome: 'failed', fails: true, name: 'young: recall >= 0.70', waiver: null };
  assert.equal(verdictSentence([suite([])])[0], 'Nothing was judged');
  assert.deepEqual(verdictSentence([suite([check])]), ['Failed', '1 of 1 check: recall on young is 0.5000 and must be >= 0.70.']);
  assert.equal(verdictSentence([suite([{ ...check, fails: false, outcome: 'inconclusive' }])])[0], 'Passed, not conclusive');
  assert.equal(verdictSentence([suite([{ ...check, fails: false, waiver: { state: 'active' } }])])[0], 'Passed, with waivers');
  assert.equal(verdictSentence([suite([check], { diagnostics: [{ severity: 'error' }] })])[0], 'Not judged');
});

test('what is worse beyond chance stands first, and without an interval nothing is beyond chance', () => {
  const change = (metric: string, was: number, is: number, verdict: string, interval: object | null) => ({ slice: 'overall', group: null, metric, was, is, verdict, interval, p: null });
  const changes = [change('a', 0.5, 0.9, 'better', {}), change('b', 0.5, 0.1, 'worse', null), change('c', 0.5, 0.48, 'worse', {}), change('d', 0.5, 0.4, 'worse', {}), change('e', 0.5, 0.1, 'worse, may be chance', {})];
  const run = { suites: [suite([], { baselines: [{ name: 'champion', changes }] })] } as unknown as Run;
  assert.deepEqual(changesOf(run).map(c => `${c.change.metric} ${c.standing}`), ['d worse', 'c worse', 'b worse, untested', 'e worse, may be chance', 'a better']);
});

test('a metric is better the way that the run says, and neither way where it says nothing', () => {
  const said = suite([], { directions: { 'recall(class=7)': 'higher', fpr: 'lower', odd: 'sideways' } });
  assert.deepEqual(['recall(class=7)', 'fpr', 'recall', 'odd', 'toString', '__proto__'].map(m => directionOf(said, m)), [1, -1, 0, 0, 0, 0]);
  assert.equal(directionOf(suite([]), 'recall'), 0);
});

test('a sampled row says against which baseline it changed sides, and an older file of one alone', () => {
  const baseline = (name: string) => ({ name, missing: null, changes: [], flips: [{ slice: 'overall', group: null, newlyWrong: 3, newlyRight: 1 }] });
  const both = suite([], { baselines: [baseline('snapshot'), baseline('champion')] });
  const row = (flip: string | null, flips?: object) => ({ flip, flips }) as unknown as SampledRow;
  assert.deepEqual(['champion', 'snapshot', '__proto__'].map(b => sideOf(row('newly wrong', { snapshot: 'newly right', champion: 'newly wrong' }), b, both)), ['newly wrong', 'newly right', null]);
  assert.deepEqual(['champion', 'snapshot'].map(b => sideOf(row('newly wrong'), b, both)), ['newly wrong', null]);
  assert.deepEqual(sideCounts(both, slice, [row('newly wrong', { champion: 'newly wrong' }), row(null)]).map(c => [c.baseline, c.wrong, c.right, c.shownWrong, c.shownRight]),
    [['snapshot', 3, 1, 0, 0], ['champion', 3, 1, 1, 0]]);
});

test('an address reads back to the route that it was made of', () => {
  const route = { slice: 'country x income', group: 'DE × [0, 5)', metric: 'f1(average=micro)' };
  assert.deepEqual(parseRoute(formatRoute(route)), route);
  assert.deepEqual(parseRoute('#%E0%A4%A'), {});
});
