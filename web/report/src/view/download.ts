import { h } from '../dom';
import { csv, type CsvValue } from '../data/csv';

/** Hands a table to the reader as a file; works from disk and asks nobody. The mark at the start tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, lines: CsvValue[][]): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', csv(lines)], { type: 'text/csv;charset=utf-8' }));
  const link = h('a', { href: url, download: `${name}.csv` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
}

/** A button that saves a table, made when it is pressed. */
export const csvButton = (label: string, name: () => string, lines: () => CsvValue[][]): HTMLButtonElement =>
  h('button', { type: 'button', class: 'csv', title: `${label}: texts that a spreadsheet would run as formulas get an apostrophe in front`, click: () => { saveCsv(name(), lines()); } },
    h('span', { 'aria-hidden': 'true' }, '⤓ '), 'CSV', h('span', { class: 'sr' }, ` of ${label}`));
