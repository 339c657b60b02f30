import { sameSlice } from './model';
import type { SampledRow, Slice, Suite } from './results';

export type Side = 'newly wrong' | 'newly right';

/** How a sampled row stands to a baseline; null: on the same side, or not known. Files of older programs name one baseline's alone: the champion's where there is one. */
export function sideOf(row: SampledRow, baseline: string, suite: Suite): Side | null {
  const said = row.flips === undefined || row.flips === null
    ? (baseline === (suite.baselines.find(b => b.name === 'champion') ?? suite.baselines[0])?.name ? row.flip : null)
    : Object.hasOwn(row.flips, baseline) ? row.flips[baseline] : null;
  return said === 'newly wrong' || said === 'newly right' ? said : null;
}

/** Baselines that say of rows whether they changed sides. */
export const sidedBaselines = (suite: Suite): string[] => suite.baselines.filter(b => b.missing === null && b.flips.some(f => f.newlyWrong !== null)).map(b => b.name);

export interface SideCount { baseline: string; wrong: number; right: number; shownWrong: number; shownRight: number }

/** How many rows of a slice changed sides in all, and how many of them are in the sample. */
export const sideCounts = (suite: Suite, slice: Slice, rows: SampledRow[]): SideCount[] => sidedBaselines(suite).map(baseline => {
  const found = suite.baselines.find(b => b.name === baseline)!.flips.find(f => sameSlice(f, slice));
  const shown = (side: Side) => rows.filter(r => sideOf(r, baseline, suite) === side).length;
  return { baseline, wrong: found?.newlyWrong ?? 0, right: found?.newlyRight ?? 0, shownWrong: shown('newly wrong'), shownRight: shown('newly right') };
});
