import type { Roc, Scores, Slice, Suite } from './results';

/** What an operating point does on one slice. */
export interface OperatingPoint { threshold: number | null; recall: number; fpr: number; precision: number | null; selected: number; tp: number; fp: number; fn: number; tn: number }

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

/** What a threshold does to a slice: exact at the one in force, whose confusion matrix the run wrote, otherwise read off the curve; null where the slice has no curve. */
export function operatingPoint(suite: Pick<Suite, 'threshold' | 'positive'>, slice: Slice, threshold: number): OperatingPoint | null {
  const counted = threshold === (suite.threshold ?? 0.5) ? counts(suite, slice) : null;
  return slice.roc && slice.scores ? counted ?? pointAt(slice, threshold) : null;
}

function counts(suite: Pick<Suite, 'threshold' | 'positive'>, slice: Slice): OperatingPoint | null {
  const matrix = slice.confusion;
  const positive = matrix && matrix.classes.length === 2 && suite.positive !== null ? matrix.classes.indexOf(suite.positive) : -1;
  if (!matrix || positive < 0) return null;
  const tp = matrix.counts[positive][positive], fn = matrix.counts[positive][1 - positive], fp = matrix.counts[1 - positive][positive], tn = matrix.counts[1 - positive][1 - positive];
  return tp + fn > 0 && fp + tn > 0 ? point(suite.threshold ?? 0.5, tp / (tp + fn), fp / (fp + tn), tp + fn, fp + tn) : null;
}

/**
 * The stored ROC curve at a threshold; a score at or above it is predicted positive. The curve keeps at most 200 of the slice's thresholds: between two of
 * them recall and false positive rate move in proportion. Above the highest no row is positive, at or below the lowest every row is.
 */
export function pointAt(slice: Slice, threshold: number): OperatingPoint | null {
  const roc = slice.roc, scores = slice.scores;
  if (!roc || !scores || roc.thresholds.length === 0) return null;
  const next = roc.thresholds.findIndex(t => t !== null && t <= threshold);
  if (next < 0) return { ...pointOf(roc, scores, roc.thresholds.length - 1), threshold };
  const upper = next > 0 ? roc.thresholds[next - 1] : null, lower = roc.thresholds[next]!;
  if (lower === threshold) return pointOf(roc, scores, next);
  if (upper === null) return { ...pointOf(roc, scores, Math.max(0, next - 1)), threshold };
  const part = (upper - threshold) / (upper - lower);
  const between = (values: number[]) => values[next - 1] + part * (values[next] - values[next - 1]);
  return point(threshold, between(roc.recall), between(roc.fpr), sum(scores.positives), sum(scores.negatives));
}

const pointOf = (roc: Roc, scores: Scores, index: number): OperatingPoint =>
  point(roc.thresholds[index], roc.recall[index], roc.fpr[index], sum(scores.positives), sum(scores.negatives));

function point(threshold: number | null, recall: number, fpr: number, positives: number, negatives: number): OperatingPoint {
  const tp = recall * positives, fp = fpr * negatives;
  return {
    threshold, recall, fpr, precision: tp + fp > 0 ? tp / (tp + fp) : null,
    selected: positives + negatives > 0 ? (tp + fp) / (positives + negatives) : 0, tp, fp, fn: positives - tp, tn: negatives - fp,
  };
}

/** What each outcome of a row costs. */
export interface Costs { falsePositive: number; falseNegative: number; truePositive: number; trueNegative: number }

/** Mean cost of a row at an operating point. */
export function costOf(point: OperatingPoint, costs: Costs): number {
  const rows = point.tp + point.fp + point.fn + point.tn;
  return rows > 0 ? (point.fp * costs.falsePositive + point.fn * costs.falseNegative + point.tp * costs.truePositive + point.tn * costs.trueNegative) / rows : 0;
}

/** The stored threshold with the lowest cost; the strictest of several. */
export function cheapest(slice: Slice, costs: Costs): OperatingPoint | null {
  const { roc, scores } = slice;
  if (!roc || !scores) return null;
  const points = roc.thresholds.map((_, i) => pointOf(roc, scores, i));
  const cost = (p: OperatingPoint) => costOf(p, costs);
  return points.reduce<OperatingPoint | null>((best, p) => (best === null || cost(p) < cost(best) ? p : best), null);
}

/** Costs that a spec states in a metric's name: `cost(false_positive=10, false_negative=1000)`; what it does not name costs nothing. */
export function statedCosts(metrics: string[]): Costs | null {
  for (const metric of metrics) {
    const inside = /^cost\((.*)\)$/.exec(metric)?.[1] ?? '';
    const of = (name: string): number | null => {
      const found = inside.split(', ').find(part => part.startsWith(`${name}=`));
      return found === undefined || !Number.isFinite(Number(found.slice(name.length + 1))) ? null : Number(found.slice(name.length + 1));
    };
    const falsePositive = of('false_positive'), falseNegative = of('false_negative');
    if (falsePositive !== null && falseNegative !== null) return { falsePositive, falseNegative, truePositive: of('true_positive') ?? 0, trueNegative: of('true_negative') ?? 0 };
  }
  return null;
}
