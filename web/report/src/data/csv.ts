/** A cell: a number as it is, text, or nothing. */
export type CsvValue = string | number | null;

// What a spreadsheet takes for the start of a formula, also in the wide forms that some turn into it.
const formula = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|^[\t\r\n]/;
const numeral = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * RFC 4180: lines end in CRLF, texts stand in quotes with inner ones doubled. Every text is quoted, so that a program that cuts at semicolons or tabs cuts none. A text that
 * a spreadsheet would take for a formula gets an apostrophe in front; a text that is a number stays one.
 */
export const csv = (lines: readonly (readonly CsvValue[])[]): string => lines.map(line => `${line.map(cell).join(',')}\r\n`).join('');

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`;
  if (numeral.test(value)) return value;
  const safe = value.replaceAll('\u0000', '\\u0000');
  return `"${(formula.test(value) ? `'${safe}` : safe).replaceAll('"', '""')}"`;
}

/** A name of a file on every system: letters, digits, dots and hyphens of it. */
export const fileName = (...parts: (string | null | undefined)[]): string =>
  parts.filter(p => p !== null && p !== undefined && p !== '').map(p => p!.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)).filter(p => p !== '').join('.') || 'report';
