/** The shapes of results.json (docs/results.md) that the page reads. Numbers that are not finite come as their names. */
export type Numeric = number | 'NaN' | 'Infinity' | '-Infinity' | null;

export type Outcome = 'passed' | 'failed' | 'inconclusive' | 'error';

export interface Interval { low: Numeric; high: Numeric; method: string; undercovers?: boolean }

export interface Metric { metric: string; value: Numeric; rows: number; undefined: string | null; withQuarantined?: Numeric; interval: Interval | null }

export interface Confusion { classes: string[]; counts: number[][] }

export interface ReliabilityBin { low: number; high: number; n: number; meanConfidence: number | null; hitRate: number | null }

export interface Roc { thresholds: (number | null)[]; fpr: number[]; recall: number[] }

export interface PrecisionRecall { thresholds: (number | null)[]; recall: number[]; precision: number[] }

export interface Scores { low: number; high: number; negatives: number[]; positives: number[] }

/** Rows by prediction and error: those of the first bin of the predictions first, the lowest errors first in each. */
export interface ErrorGrid { predictedLow: number; predictedHigh: number; predictedBins: number; errorLow: number; errorHigh: number; errorBins: number; rows: number[] }

export interface Slice {
  slice: string; group: string | null; definition: string | null; n: number; metrics: Metric[];
  confusion: Confusion | null; reliability?: ReliabilityBin[]; roc?: Roc | null; precisionRecall?: PrecisionRecall | null; scores?: Scores | null; errors?: ErrorGrid | null;
}

export interface Waiver { state: 'active' | 'expired' | 'unneeded'; until: string; owner: string; because: string; daysLeft: number; file: string; line: number }

export interface Noise {
  of: string; estimate: Numeric; bound: Numeric; low: Numeric; high: Numeric; confidence: number; method: string; p: number | null; correctedP: number | null;
  detectableChange: Numeric; undercovers?: boolean;
}

export interface WorstRow { id: string; truth: string; prediction: string; score: number | null; loss: Numeric }

export interface Check {
  id: string; name: string; slice: string; group: string | null; kind?: string; metric: string | null; outcome: Outcome; fails: boolean; skips: boolean;
  waiver: Waiver | null; value: Numeric; threshold: Numeric; shown?: { value: string | null; threshold: string | null; interval: string | null } | null; comparison: string | null; bound: string | null; n: number; rows: number; message: string; reason: string | null;
  suggestion: { threshold: number | null; cost: Numeric; now: Numeric } | null; noise: Noise | null; worstRows: WorstRow[];
  file: string; line: number; column: number; owner: string | null; runbook: string | null; action: string | null; tags: string[];
}

export interface Change { slice: string; group: string | null; metric: string; was: Numeric; is: Numeric; verdict: string; interval: Interval | null; p: number | null }

export interface Flips {
  slice: string; group: string | null; rows: number; newlyWrong: number | null; newlyRight: number | null; changed: number;
  firstNewlyWrong: string[]; firstNewlyRight: string[];
}

export interface FileRef { path: string; hash: string | null }

export interface Baseline {
  name: string; file: FileRef | null; missing: string | null; received: string | null; structure: { text: string; fails: boolean }[]; changes: Change[]; flips: Flips[];
}

export interface Diagnostic { id: string; severity: string; file: string; line: number; column: number; message: string }

export interface FairnessValue { value: Numeric; metric: string | null; smallest: string | null; largest: string | null; groups: number; leftOut: number; undefined: string | null }

export interface Reversal {
  metric: string; slice: string; higher: string; higherValue: number; lower: string; lowerValue: number; within: string; strata: number; differenceWithin: number;
}

export interface SampledRow {
  id: string; why: string; truth: string; prediction: string; score: Numeric; loss: Numeric; flip: string | null; flips?: Record<string, string> | null; slices: number[]; values: (string | null)[]; image?: string; pictures?: Record<string, string> | null;
}

export interface ImageShape { input: string; width: number; height: number; channels: number }

export interface Sample { of: number; columns: string[]; rows: SampledRow[]; image?: ImageShape; picturesLeftOut?: number }

export interface Suite {
  name: string; file: string; task: string | null; owner: string | null; runbook: string | null; action: string | null; tags: string[]; threshold: number | null;
  classes: string[]; positive: string | null; model: FileRef | null; golden: FileRef | null;
  verdict: { judge: string; confidence: number; correction: string | null; replicates: number; seed: number } | null;
  rows: number; rowsWithoutLabel: number; quarantine: { because: string; ids: string[] }[]; partial: boolean; directions?: Record<string, string>; slices: Slice[]; reversals: Reversal[];
  fairness: { slice: string; measures: Record<string, FairnessValue> }[]; baselines: Baseline[]; guards?: Guard[]; checks: Check[]; diagnostics: Diagnostic[]; sample?: Sample; timings: Record<string, number>;
}

export interface GuardValue {
  measure: string; slice: string; group: string | null; value: Numeric; rows: number; shown: string | null; undefined: string | null; checks?: string[]; interval: Interval | null; shownInterval?: string | null; champion?: Numeric; shownChampion?: string | null;
}

export interface FigureSeries { name: string; mark: string; y: Numeric[]; x: Numeric[]; labels: string[]; low?: Numeric[]; high?: Numeric[] }

export interface Figure {
  title: string; slice: string; group: string | null; x: string; y: string; logarithmic?: string | null; series: FigureSeries[]; bounds: { value: Numeric; text: string }[];
}

export interface Guard { kind: string; name: string | null; line: number; values: GuardValue[]; figures: Figure[]; notes: string[] }

export interface GateChange { effect: string; kind: string; spec: string; text: string; was: string | null; is: string | null; file: string; line: number; inBase?: boolean }

export interface Gate { baseRef: string; baseCommit: string; specs: number; changes: GateChange[] }

export interface Run { schemaVersion: number; tool: string; onnxRuntime: string | null; suites: Suite[]; suitesExpected?: number | null; gate?: Gate | null }

/** What the page carries: one run, or several that were asked for side by side. */
export interface Page { runs: { label: string; result: Run }[] }

/** A number, or null where there is none that can be drawn. */
export const finite = (value: Numeric | undefined): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

const lists = ['slices', 'reversals', 'fairness', 'baselines', 'checks', 'diagnostics', 'quarantine', 'classes', 'tags'] as const;

/** Files of older programs lack newer lists: they read as empty, here as in ResultsJson. */
export function complete(page: Page): Page {
  for (const { result } of page.runs) {
    if (result.gate) result.gate.changes ??= [];
    for (const suite of result.suites as unknown as Record<string, unknown>[]) {
      for (const list of lists) suite[list] ??= [];
      suite.timings ??= {};
      for (const check of suite.checks as Record<string, unknown>[]) { check.worstRows ??= []; check.tags ??= []; }
      for (const baseline of suite.baselines as Record<string, unknown>[]) for (const list of ['structure', 'changes', 'flips']) baseline[list] ??= [];
    }
  }
  return page;
}
