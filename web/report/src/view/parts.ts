import { h, hidden, svg } from '../dom';
import { statusMark, statusText, type Status } from '../data/model';
import { finite, type Numeric } from '../data/results';
import { count, number } from '../data/format';
import { copyLink } from './copy';
import { tipOn } from './tip';

/** The mark of an outcome: shape, colour and word, so that any one of them is enough. */
export const mark = (status: Status, word = false): HTMLElement =>
  h('span', { class: `mark ${status}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, statusMark[status]), word ? statusText[status] : hidden(statusText[status]));

/** A section with a heading that can take the focus. */
export function section(id: string, title: string, lead: string | Node | null, ...content: (Node | null)[]): HTMLElement {
  const heading = h('h2', { id: `${id}-title`, tabindex: -1 }, title);
  return h('section', { id: `part-${id}`, class: 'part', 'aria-labelledby': `${id}-title` }, h('div', { class: 'part-head' }, heading, copyLink(`“${title}”`, { part: id })), lead === null ? null : h('p', { class: 'lead' }, lead), content);
}

export interface Scale { low: number; high: number }

/** From the lowest to the highest of some numbers; null where there are none. */
export function scaleOf(values: (number | null)[]): Scale | null {
  const some = values.filter(v => v !== null);
  if (some.length === 0) return null;
  const low = Math.min(...some), high = Math.max(...some);
  const margin = (high - low) * 0.04 || Math.abs(high) * 0.05 || 1;
  return { low: low - margin, high: high + margin };
}

/** An interval as a bar with its value, the whole set's value as a line and the bound as a fence: one line of a forest plot. */
export function strip(scale: Scale, what: { value: Numeric; low?: Numeric; high?: Numeric; overall?: Numeric; bound?: Numeric; status?: Status | null }, width: number, height = 12): SVGElement {
  const at = (v: number) => Math.min(width - 1, Math.max(1, ((v - scale.low) / (scale.high - scale.low)) * (width - 2) + 1)).toFixed(1);
  const value = finite(what.value), low = finite(what.low), high = finite(what.high), overall = finite(what.overall), bound = finite(what.bound);
  const middle = height / 2;
  return svg('svg', { class: `strip ${what.status ?? ''}`, width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    svg('line', { class: 'track', x1: 0, x2: width, y1: middle, y2: middle }),
    overall === null ? null : svg('line', { class: 'whole', x1: at(overall), x2: at(overall), y1: 0, y2: height }),
    bound === null ? null : svg('path', { class: 'bound', d: `M${at(bound)},0V${height}` }),
    low === null || high === null ? null : svg('line', { class: 'range', x1: at(low), x2: at(high), y1: middle, y2: middle }),
    value === null ? null : svg('circle', { class: 'value', cx: at(value), cy: middle, r: 3 }));
}

/** The values of a group's slices in order, with the whole set's as a line. */
export function sparkline(values: { value: number | null; status: Status | null; name: string }[], overall: number | null, width = 92, height = 24): SVGElement {
  const scale = scaleOf([...values.map(v => v.value), overall]);
  if (scale === null) return svg('svg', { width, height, 'aria-hidden': 'true' });
  const y = (v: number) => (height - 3 - ((v - scale.low) / (scale.high - scale.low)) * (height - 6)).toFixed(1);
  const step = (width - 6) / Math.max(1, values.length - 1);
  const x = (i: number) => (values.length === 1 ? width / 2 : 3 + i * step).toFixed(1);
  const r = values.length > 30 ? 1.4 : 2.2;
  let path = '', pen = 'M';
  values.forEach((v, i) => {
    if (v.value === null) { pen = 'M'; return; }
    path += `${pen}${x(i)},${y(v.value)}`;
    pen = 'L';
  });
  const drawn = svg('svg', { class: 'sparkline', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    overall === null ? null : svg('line', { class: 'whole', x1: 0, x2: width, y1: y(overall), y2: y(overall) }),
    svg('path', { class: 'through', d: path }),
    values.map((v, i) => {
      if (v.value === null) return null;
      const bad = v.status === 'failed' || v.status === 'error';
      return bad
        ? svg('path', { class: 'bad', d: `M${x(i)},${y(v.value)}m-3,-3l6,6m0,-6l-6,6` })
        : svg('circle', { class: 'point', cx: x(i), cy: y(v.value), r });
    }));
  // The name and the value of the nearest point; who uses the keyboard opens the group and reads them in its rows.
  tipOn(drawn, share => {
    const v = values[Math.min(values.length - 1, Math.max(0, Math.round((share * width - 3) / step)))];
    return v === undefined ? null : `${v.name}: ${v.value === null ? 'undefined' : number(v.value)}${v.status === null || v.status === 'passed' ? '' : `, ${statusText[v.status]}`}`;
  });
  return drawn;
}

/** Shares of outcomes as one bar; the failed part is hatched so that it stands out without its colour. */
export function outcomeBar(parts: [Status, number][], width = 100): HTMLElement {
  const total = parts.reduce((a, [, n]) => a + n, 0) || 1;
  const bar = h('div', { class: 'outcomes', 'aria-hidden': 'true' });
  for (const [status, n] of parts) {
    if (n === 0) continue;
    const part = h('span', { class: status });
    part.style.setProperty('flex-grow', String(Math.max(n / total, 0.012) * width));
    bar.append(part);
  }
  return bar;
}

/** "[0.7954, 0.9526]" */
export const intervalText = (interval: { low: Numeric; high: Numeric } | null | undefined): string => (interval ? `[${number(interval.low)}, ${number(interval.high)}]` : '');

/** "402 of 960" where a metric rests on fewer rows than the slice has. */
export const rowsText = (rows: number, n: number): string => (rows === n ? count(rows) : `${count(rows)} of ${count(n)}`);

/** A table whose columns scroll in a region of its own that the keyboard reaches. */
export const scroller = (label: string, table: HTMLElement): HTMLElement => h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': label }, table);
