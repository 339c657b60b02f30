/** One row as the inspector filters and sorts it: text by column name. */
export type Fields = ReadonlyMap<string, string | number | null>;

type Test = (row: Fields) => boolean;

const comparison = /^(.+?)\s*(<=|>=|!=|=|<|>|\blike\b|\bis null\b|\bis not null\b)\s*(.*)$/i;

/**
 * A filter of rows: comparisons joined by `and`, such as `age < 25 and country = DE`, with `is null` and `like` (% for any text); anything else is text that some
 * column holds. Numbers compare as numbers where both sides are. Returns why it cannot be read instead where a column does not exist.
 */
export function parsePredicate(text: string, columns: readonly string[]): Test | string {
  const trimmed = text.trim();
  if (trimmed === '') return () => true;
  if (!comparison.test(trimmed)) {
    const wanted = trimmed.toLowerCase();
    return row => [...row.values()].some(value => value !== null && String(value).toLowerCase().includes(wanted));
  }
  const tests: Test[] = [];
  for (const part of trimmed.split(/\s+and\s+/i)) {
    const found = comparison.exec(part);
    if (!found) return `“${part}” is no comparison such as age < 25`;
    const name = columns.find(c => c.toLowerCase() === found[1].trim().toLowerCase());
    if (name === undefined) return `no column “${found[1].trim()}”`;
    const operator = found[2].toLowerCase(), value = found[3].trim().replace(/^(['"])(.*)\1$/, '$2');
    if (!operator.startsWith('is') && value === '') return `“${part}” lacks a value`;
    tests.push(row => compare(row.get(name) ?? null, operator, value));
  }
  return row => tests.every(test => test(row));
}

// As in specs, null is a member of no comparison.
function compare(left: string | number | null, operator: string, right: string): boolean {
  if (operator === 'is null') return left === null || left === '';
  if (operator === 'is not null') return left !== null && left !== '';
  if (left === null) return false;
  if (operator === 'like') return like(String(left).toLowerCase(), right.toLowerCase());
  const numbers = left !== '' && Number.isFinite(Number(left)) && Number.isFinite(Number(right.replaceAll('_', '')));
  const a: string | number = numbers ? Number(left) : String(left), b: string | number = numbers ? Number(right.replaceAll('_', '')) : right;
  switch (operator) {
    case '=': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    default: return a >= b;
  }
}

// Pieces in order, the first and the last at the ends: no regular expression is made of what somebody types.
function like(text: string, pattern: string): boolean {
  const pieces = pattern.split('%');
  if (pieces.length === 1) return text === pattern;
  if (!text.startsWith(pieces[0])) return false;
  let at = pieces[0].length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces[pieces.length - 1];
  return text.length - last.length >= at && text.endsWith(last);
}
