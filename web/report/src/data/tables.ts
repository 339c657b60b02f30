import type { CsvValue } from './csv';
import { metricOf, sameSlice, worst } from './model';
import { finite, type Slice, type Suite } from './results';

/** The matrix as a table of a file: a line a slice; of each metric its value, interval, rows, and the worst outcome of its checks where it has any. */
export function matrixLines(suite: Suite, slices: Slice[], metrics: string[]): CsvValue[][] {
  const judged = new Set(suite.checks.map(c => c.metric));
  const checksOf = (slice: Slice) => suite.checks.filter(c => sameSlice(c, slice));
  return [
    ['slice', 'group', 'definition', 'rows', ...metrics.flatMap(m => [m, `${m} low`, `${m} high`, `${m} rows`, ...(judged.has(m) ? [`${m} outcome`] : [])]), 'worst outcome'],
    ...slices.map((slice): CsvValue[] => {
      const checks = checksOf(slice);
      return [slice.slice, slice.group, slice.definition, slice.n, ...metrics.flatMap((name): CsvValue[] => {
        const m = metricOf(slice, name);
        const values: CsvValue[] = [finite(m?.value), finite(m?.interval?.low), finite(m?.interval?.high), m?.rows ?? null];
        return judged.has(name) ? [...values, worst(checks.filter(c => c.metric === name))] : values;
      }), worst(checks)];
    }),
  ];
}
