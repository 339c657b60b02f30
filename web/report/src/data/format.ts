import type { Numeric } from './results';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 20,000 */
export const count = (value: number): string => grouped.format(value);

/** "1 row", "2 rows" */
export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** A metric's value with as many digits as a reader compares: 0.8630, 14.10, 1,234, 0.000123. */
export function number(value: Numeric | undefined): string {
  if (value === null || value === undefined) return 'undefined';
  if (typeof value === 'string') return value === 'NaN' ? 'NaN' : value.replace('Infinity', '∞');
  const size = Math.abs(value);
  if (size >= 1000) return new Intl.NumberFormat('en-US', { maximumFractionDigits: size >= 100_000 ? 0 : 1 }).format(value).replace('-', '−');
  if (Number.isInteger(value)) return String(value).replace('-', '−');
  const text = size >= 100 ? value.toFixed(1) : size >= 10 ? value.toFixed(2) : size >= 0.001 ? value.toFixed(4) : value.toPrecision(2);
  return text.replace('-', '−');
}

/** +0.0123 or −0.0123. */
export const signed = (value: number): string => (value > 0 ? '+' : '') + number(value);

/** 12.3 % */
export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;

/** p-values are written out, never as stars. */
export const pValue = (p: number): string => (p < 0.000001 ? 'p < 0.000001' : `p = ${p < 0.001 ? p.toPrecision(1) : p.toFixed(3)}`);

/** 8.4 s, 12 ms */
export const seconds = (value: number): string => (value >= 1 ? `${value.toFixed(1)} s` : `${Math.round(value * 1000)} ms`);

/** sha256:22908aac0bf5… */
export const shortHash = (hash: string | null): string => (hash === null ? '' : hash.length > 20 ? `${hash.slice(0, 19)}…` : hash);

/** "a", "a and b", "a, b and 3 more" */
export function some(names: string[], most = 3): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

// Characters that re-order or hide text: shown as what they are, so that no value of the data changes how the page reads.
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text of a spec or of data with each invisible character written out as \uXXXX. */
export const visible = (text: string): string => text.replace(invisible, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
