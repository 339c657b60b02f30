import * as Plot from '@observablehq/plot';
import { svg } from '../dom';
import { number, percent, plural } from '../data/format';
import type { ErrorGrid, ReliabilityBin, Slice } from '../data/results';

const size = { width: 340, height: 290, marginLeft: 46, marginBottom: 38, marginTop: 26, marginRight: 14 };
// One name for all: the style that the library puts into each chart is then one text, whose hash the page's policy allows (build.mjs).
const common = { className: 'plot', style: { background: 'transparent', fontSize: '11px' } };

/** A drawn chart, and a hand that moves the marks of the operating point. */
export interface Chart { element: Element; move(points: { x: number; y: number }[]): void }

const share = { domain: [0, 1], ticks: 5, grid: true } as const;

export function rocChart(slice: Slice, overall: Slice | null): Chart | null {
  const of = (s: Slice) => s.roc!.fpr.map((fpr, i) => ({ x: fpr, y: s.roc!.recall[i], t: s.roc!.thresholds[i] }));
  if (!slice.roc) return null;
  const title = (d: { x: number; y: number; t: number | null }) => `threshold ${d.t === null ? 'above all' : number(d.t)}\nrecall ${number(d.y)}\nfpr ${number(d.x)}`;
  return withPoints(Plot.plot({
    ...size, ...common, ariaLabel: 'ROC curve: recall by false positive rate', x: { ...share, label: 'False positive rate' }, y: { ...share, label: 'Recall' },
    marks: [
      Plot.line([{ x: 0, y: 0 }, { x: 1, y: 1 }], { x: 'x', y: 'y', stroke: 'var(--faint)', strokeDasharray: '3,4' }),
      overall?.roc ? Plot.line(of(overall), { x: 'x', y: 'y', stroke: 'var(--overall)', strokeWidth: 1.6, strokeDasharray: '6,3' }) : null,
      Plot.areaY(of(slice), { x: 'x', y1: 0, y2: 'y', fill: 'var(--accent)', fillOpacity: 0.07 }),
      Plot.line(of(slice), { x: 'x', y: 'y', stroke: 'var(--accent)', strokeWidth: 2.2 }),
      Plot.tip(of(slice), Plot.pointer({ x: 'x', y: 'y', title })),
    ],
  }));
}

export function prChart(slice: Slice, overall: Slice | null): Chart | null {
  if (!slice.precisionRecall) return null;
  const of = (s: Slice) => s.precisionRecall!.recall.map((recall, i) => ({ x: recall, y: s.precisionRecall!.precision[i], t: s.precisionRecall!.thresholds[i] }));
  const prevalence = slice.scores ? sum(slice.scores.positives) / (sum(slice.scores.positives) + sum(slice.scores.negatives)) : null;
  return withPoints(Plot.plot({
    ...size, ...common, ariaLabel: 'Precision-recall curve', x: { ...share, label: 'Recall' }, y: { ...share, label: 'Precision' },
    marks: [
      prevalence === null ? null : Plot.ruleY([prevalence], { stroke: 'var(--faint)', strokeDasharray: '3,4' }),
      overall?.precisionRecall ? Plot.line(of(overall), { x: 'x', y: 'y', stroke: 'var(--overall)', strokeWidth: 1.6, strokeDasharray: '6,3' }) : null,
      Plot.areaY(of(slice), { x: 'x', y1: 0, y2: 'y', fill: 'var(--accent)', fillOpacity: 0.07 }),
      Plot.line(of(slice), { x: 'x', y: 'y', stroke: 'var(--accent)', strokeWidth: 2.2 }),
      Plot.tip(of(slice), Plot.pointer({ x: 'x', y: 'y', title: (d: { x: number; y: number; t: number | null }) => `threshold ${d.t === null ? 'above all' : number(d.t)}\nrecall ${number(d.x)}\nprecision ${number(d.y)}` })),
    ],
  }));
}

/** Where predicted probabilities are right, the dots lie on the diagonal; their area is the number of rows. */
export function reliabilityChart(bins: ReliabilityBin[], whole: ReliabilityBin[]): Chart | null {
  const points = (some: ReliabilityBin[]) => some.filter(b => b.meanConfidence !== null && b.hitRate !== null);
  if (points(bins).length === 0) return null;
  const total = sum(bins.map(b => b.n));
  return withPoints(Plot.plot({
    ...size, ...common, ariaLabel: 'Reliability diagram: observed share by mean predicted probability', r: { range: [2, 11] },
    x: { ...share, label: 'Mean predicted probability' }, y: { ...share, label: 'Observed share' },
    marks: [
      Plot.line([{ x: 0, y: 0 }, { x: 1, y: 1 }], { x: 'x', y: 'y', stroke: 'var(--faint)', strokeDasharray: '3,4' }),
      Plot.line(points(whole), { x: 'meanConfidence', y: 'hitRate', stroke: 'var(--overall)', strokeWidth: 1.6, strokeDasharray: '6,3' }),
      Plot.line(points(bins), { x: 'meanConfidence', y: 'hitRate', stroke: 'var(--accent)', strokeWidth: 2 }),
      Plot.dot(points(bins), { x: 'meanConfidence', y: 'hitRate', r: 'n', fill: 'var(--accent)', fillOpacity: 0.35, stroke: 'var(--accent)' }),
      Plot.tip(points(bins), Plot.pointer({ x: 'meanConfidence', y: 'hitRate',
        title: (b: ReliabilityBin) => `predicted ${number(b.meanConfidence)}\nobserved ${number(b.hitRate)}\n${b.n} rows (${percent(b.n / total)})` })),
    ],
  }));
}

/** Shares of each class by score: positives filled, negatives outlined, so that a rare class is as visible as the other. */
export function scoresChart(slice: Slice): Chart | null {
  const scores = slice.scores;
  if (!scores) return null;
  const width = (scores.high - scores.low) / scores.negatives.length;
  const of = (values: number[]) => {
    const total = sum(values) || 1;
    return values.map((v, i) => ({ x1: scores.low + i * width, x2: scores.low + (i + 1) * width, y: v / total, n: v }));
  };
  const both = of(scores.positives).map((p, i) => ({ ...p, negative: of(scores.negatives)[i] }));
  const top = Math.max(...both.map(b => Math.max(b.y, b.negative.y)), 0.01) * 1.06;
  return withPoints(Plot.plot({
    ...size, ...common, ariaLabel: 'Histogram of scores by true class', x: { domain: [scores.low, scores.high], label: 'Score', ticks: 5 },
    y: { label: 'Share of the class', grid: true, domain: [0, top], ticks: 5, tickFormat: (v: number) => `${Math.round(v * 1000) / 10} %` }, marginLeft: 52,
    marks: [
      Plot.rectY(of(scores.negatives), { x1: 'x1', x2: 'x2', y: 'y', fill: 'var(--overall)', fillOpacity: 0.22, stroke: 'var(--overall)', strokeWidth: 1.2, inset: 0.5 }),
      Plot.rectY(of(scores.positives), { x1: 'x1', x2: 'x2', y: 'y', fill: 'var(--accent)', fillOpacity: 0.5, insetLeft: 3, insetRight: 3 }),
      Plot.ruleY([0], { stroke: 'var(--faint)' }),
      Plot.tip(both, Plot.pointerX({ x: (d: { x1: number; x2: number }) => (d.x1 + d.x2) / 2, y: (d: { y: number; negative: { y: number } }) => Math.max(d.y, d.negative.y),
        title: (d: { x1: number; x2: number; n: number; negative: { n: number } }) => `score ${number(d.x1)} to ${number(d.x2)}\npositive ${number(d.n)}\nnegative ${number(d.negative.n)}` })),
    ],
  }), true);
}

/** How far predictions are off: shares of the slice's rows as bars, of the whole set's as a line; what lies beyond the outermost bins counts in them. */
export function errorsChart(grid: ErrorGrid, whole: ErrorGrid | null): Chart | null {
  const of = (g: ErrorGrid) => {
    const total = sum(g.rows), width = (g.errorHigh - g.errorLow) / g.errorBins;
    return Array.from({ length: g.errorBins }, (_, e) => {
      const n = sum(Array.from({ length: g.predictedBins }, (_, p) => g.rows[p * g.errorBins + e]));
      return { x1: g.errorLow + e * width, x2: g.errorLow + (e + 1) * width, x: g.errorLow + (e + 0.5) * width, n, y: total > 0 ? n / total : 0 };
    });
  };
  const bars = of(grid), line = whole ? of(whole) : [];
  if (sum(grid.rows) === 0) return null;
  const top = Math.max(...bars.map(b => b.y), ...line.map(b => b.y)) * 1.06;
  return withPoints(Plot.plot({
    ...size, ...common, marginLeft: 52, ariaLabel: 'Histogram of errors: prediction minus truth', x: { domain: [grid.errorLow, grid.errorHigh], label: 'Prediction − truth', ticks: 5 },
    y: { label: 'Share of rows', grid: true, domain: [0, top], ticks: 5, tickFormat: (v: number) => `${Math.round(v * 1000) / 10} %` },
    marks: [
      Plot.rectY(bars, { x1: 'x1', x2: 'x2', y: 'y', fill: 'var(--accent)', fillOpacity: 0.5, inset: 0.5 }),
      line.length === 0 ? null : Plot.line(line, { x: 'x', y: 'y', curve: 'step', stroke: 'var(--overall)', strokeWidth: 1.6, strokeDasharray: '6,3' }),
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeOpacity: 0.55 }), Plot.ruleY([0], { stroke: 'var(--faint)' }),
      Plot.tip(bars, Plot.pointerX({ x: 'x', y: 'y', title: (d: { x1: number; x2: number; n: number; y: number }) => `error ${number(d.x1)} to ${number(d.x2)}\n${plural(d.n, 'row')} (${percent(d.y)})` })),
    ],
  }));
}

/** Errors by prediction: the darker a cell, the more rows; a model without a pattern to its errors has one band around 0. */
export function residualsChart(grid: ErrorGrid): Chart | null {
  const most = Math.max(...grid.rows);
  if (most === 0) return null;
  const wide = (grid.predictedHigh - grid.predictedLow) / grid.predictedBins, tall = (grid.errorHigh - grid.errorLow) / grid.errorBins;
  const cells = grid.rows.map((n, i) => ({ n, p: Math.floor(i / grid.errorBins), e: i % grid.errorBins })).filter(c => c.n > 0).map(c => ({
    n: c.n, shade: 0.12 + 0.88 * Math.sqrt(c.n / most), x1: grid.predictedLow + c.p * wide, x2: grid.predictedLow + (c.p + 1) * wide, y1: grid.errorLow + c.e * tall, y2: grid.errorLow + (c.e + 1) * tall,
  }));
  return withPoints(Plot.plot({
    ...size, ...common, marginLeft: 56, ariaLabel: 'Residuals: prediction minus truth by prediction', x: { domain: [grid.predictedLow, grid.predictedHigh], label: 'Prediction', ticks: 5 },
    y: { domain: [grid.errorLow, grid.errorHigh], label: 'Prediction − truth', ticks: 5, grid: true },
    marks: [
      Plot.rect(cells, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: 'var(--accent)', fillOpacity: 'shade', inset: 0.5 }),
      Plot.ruleY([0], { stroke: 'var(--ink)', strokeOpacity: 0.55 }),
      Plot.tip(cells, Plot.pointer({ x: (d: { x1: number; x2: number }) => (d.x1 + d.x2) / 2, y: (d: { y1: number; y2: number }) => (d.y1 + d.y2) / 2,
        title: (d: { n: number; x1: number; x2: number; y1: number; y2: number }) => `predicted ${number(d.x1)} to ${number(d.x2)}\nerror ${number(d.y1)} to ${number(d.y2)}\n${plural(d.n, 'row')}` })),
    ],
  }));
}

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

function withPoints(plot: (SVGSVGElement | HTMLElement) & Plot.Plot, vertical = false): Chart {
  const chart = plot as unknown as SVGSVGElement;
  chart.setAttribute('role', 'img');
  // One picture with one name: the library's names of its parts are for authors.
  for (const part of chart.querySelectorAll('g[aria-label], g[aria-hidden]')) part.removeAttribute('aria-label');
  const x = plot.scale('x')!, y = plot.scale('y')!;
  const layer = svg('g', { class: 'operating', 'aria-hidden': 'true' });
  chart.append(layer);
  return {
    element: chart,
    move(points) {
      layer.replaceChildren(...points.map((p, i): SVGElement => {
        const px = x.apply(p.x) as number, py = y.apply(p.y) as number;
        return vertical ? svg('line', { class: `at${i}`, x1: px, x2: px, y1: size.marginTop, y2: size.height - size.marginBottom })
          : svg('circle', { class: `at${i}`, cx: px, cy: py, r: i === 0 ? 6 : 4.5 });
      }).reverse());
    },
  };
}
