import * as Plot from '@observablehq/plot';
import { finite, type Figure, type FigureSeries, type Numeric } from '../data/results';
import { number, visible } from '../data/format';

const strokes = ['var(--accent)', 'var(--overall)', 'var(--waived)', 'var(--failed)'];
/** Series of a figure that are drawn: more lines than this nobody tells apart. */
export const drawnSeries = strokes.length;
const dashes = ['', '6,3', '2,3', '8,3,2,3'];
const mostPoints = 5000;
const mostTicks = { band: 14, point: 9 };

/** Draws what a guard asks for: lines, points, bars by name, steps of a histogram; bounds as dotted lines. Null where there is nothing to draw. */
export function figureChart(figure: Figure): Element | null {
  const marks = figure.series.slice(0, drawnSeries).flatMap((series, i) => seriesMarks(series, i));
  if (marks.length === 0) return null;
  const bounds = figure.bounds.filter(b => finite(b.value) !== null);
  const logarithmic = figure.logarithmic ?? '';
  const names = [...new Set(figure.series.flatMap(s => s.labels))].slice(0, mostPoints).map(visible);
  const named = names.length > 0, scale = figure.series.some(s => s.mark === 'bars') ? 'band' : 'point';
  const chart = Plot.plot({
    width: 380, height: 250, marginLeft: 58, marginBottom: named ? 60 : 38, marginTop: 24, className: 'plot', style: { background: 'transparent', fontSize: '11px' },
    ariaLabel: visible(`${figure.title}: ${figure.y} by ${figure.x}`),
    x: named ? { label: null, tickRotate: -30, domain: names, ticks: names.filter((_, i) => i % Math.ceil(names.length / mostTicks[scale]) === 0), type: scale } : { label: visible(figure.x), ticks: 5, ...(logarithmic.includes('x') ? { type: 'log' as const, tickFormat: logTick } : {}) },
    y: { label: visible(figure.y), ticks: 5, grid: true, ...flat([...figure.series.flatMap(s => [...s.y, ...(s.low ?? []), ...(s.high ?? [])]), ...bounds.map(b => b.value)]), ...(logarithmic.includes('y') ? { type: 'log' as const, tickFormat: logTick } : {}) },
    marks: [...marks, ...bounds.map(b => Plot.ruleY([b.value as number], { stroke: 'var(--ink)', strokeDasharray: '2,2' })),
      ...bounds.map(b => Plot.text([visible(b.text)], { y: b.value as number, frameAnchor: 'right', textAnchor: 'end', dy: -6, fill: 'var(--ink)', stroke: 'var(--panel)', strokeWidth: 4 }))],
  });
  chart.setAttribute('role', 'img');
  for (const part of chart.querySelectorAll('g[aria-label], g[aria-hidden]')) part.removeAttribute('aria-label');
  return chart;
}

// Where all values are one there is no scale to see it on: bars of nothing would fill the figure.
function flat(values: Numeric[]): { domain?: [number, number] } {
  const known = values.map(finite).filter(v => v !== null);
  const value = known[0];
  return value === undefined || known.some(v => v !== value) ? {} : { domain: value === 0 ? [0, 1] : [Math.min(0, value), Math.max(0, value)] };
}

// 1, 2 and 5 of each power of ten: as plain numbers, since a letter for a thousandth reads as a unit.
const logTick = (value: number): string => (/^[125]/.test(value.toExponential()) ? number(value).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : '');

function seriesMarks(series: FigureSeries, i: number): Plot.Markish[] {
  const y = series.y.slice(0, mostPoints);
  const stroke = strokes[i];
  if (series.mark === 'bars') {
    const bars = y.flatMap((value, k) => (finite(value) === null || series.labels[k] === undefined ? [] : [{ x: visible(series.labels[k]), y: value as number }]));
    return bars.length === 0 ? [] : [Plot.barY(bars, i === 0 ? { x: 'x', y: 'y', fill: stroke, fillOpacity: 0.5 } : { x: 'x', y: 'y', fill: 'none', stroke, strokeWidth: 1.6, insetLeft: 2 + i, insetRight: 2 + i })];
  }
  if (series.mark === 'steps') {
    const bins = y.flatMap((value, k) => {
      const x1 = finite(series.x[k]), x2 = finite(series.x[k + 1]);
      return finite(value) === null || x1 === null || x2 === null ? [] : [{ x1, x2, y: value as number }];
    });
    return bins.length === 0 ? [] : [Plot.rectY(bins, { x1: 'x1', x2: 'x2', y: 'y', fill: stroke, fillOpacity: i === 0 ? 0.45 : 0, stroke, strokeWidth: i === 0 ? 0 : 1.6 })];
  }
  const points = y.map((value, k) => ({ x: series.labels.length > 0 ? (series.labels[k] === undefined ? null : visible(series.labels[k])) : finite(series.x[k]), y: finite(value) }));
  if (points.every(p => p.x === null || p.y === null)) return [];
  const intervals = points.flatMap((p, k) => {
    const low = finite(series.low?.[k]), high = finite(series.high?.[k]);
    return p.x === null || low === null || high === null ? [] : [{ x: p.x, low, high }];
  });
  const whiskers = intervals.length === 0 ? [] : [Plot.ruleX(intervals, { x: 'x', y1: 'low', y2: 'high', stroke, strokeOpacity: 0.5, strokeWidth: 2 })];
  return series.mark === 'points' ? [...whiskers, Plot.dot(points.filter(p => p.x !== null && p.y !== null), { x: 'x', y: 'y', r: 2.5, fill: stroke, fillOpacity: 0.5, stroke })]
    : [...whiskers, Plot.line(points, { x: 'x', y: 'y', stroke, strokeWidth: 2, strokeDasharray: dashes[i] })];
}
