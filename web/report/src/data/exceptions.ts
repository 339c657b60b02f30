import { statusOf } from './model';
import type { Check, Gate, GateChange, Run, Suite, Waiver } from './results';

export const effects = ['loosened', 'changed', 'tightened'] as const;

/** Changes of the gate, loosened first, as the run sorted them; an effect that this page does not know counts as changed. */
export const gateChanges = (gate: Gate): GateChange[] =>
  gate.changes.map((change, i) => ({ change, i, rank: rank(change) })).sort((a, b) => a.rank - b.rank || a.i - b.i).map(x => x.change);

const rank = (change: GateChange): number => { const at = effects.indexOf(change.effect as typeof effects[number]); return at < 0 ? 1 : at; };

/** The gate's changes in one sentence. */
export function gateSentence(gate: Gate): string {
  const of = (effect: string) => gate.changes.filter(c => effects[rank(c)] === effect).length;
  const against = `${gate.baseRef} (${gate.baseCommit.slice(0, 10)})`;
  if (gate.changes.length === 0) return `The gate stands as at ${against}.`;
  const words = effects.map(effect => (of(effect) === 0 ? '' : `${of(effect)} ${effect}`)).filter(w => w !== '');
  return `Against ${against}: ${words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`}.`;
}

/** A waiver as it is written, with the checks that it covers. */
export interface WaiverEntry { suite: Suite; waiver: Waiver; checks: Check[] }

const urgency = { expired: 0, unneeded: 1, active: 2 } as const;

/** The waivers of a run: what has run out first, then what is not needed, then by the days left. */
export function waiversOf(run: Run): WaiverEntry[] {
  const found = new Map<string, WaiverEntry>();
  for (const suite of run.suites) {
    for (const check of suite.checks) {
      const w = check.waiver;
      if (w === null || w === undefined) continue;
      const key = JSON.stringify([suite.file, w.file, w.line, w.until, w.owner, w.because, w.state]);
      const entry = found.get(key) ?? { suite, waiver: w, checks: [] };
      entry.checks.push(check);
      found.set(key, entry);
    }
  }
  return [...found.values()].map((entry, i) => ({ entry, i }))
    .sort((a, b) => urgency[a.entry.waiver.state] - urgency[b.entry.waiver.state] || a.entry.waiver.daysLeft - b.entry.waiver.daysLeft || a.i - b.i).map(x => x.entry);
}

/** How many checks fail because their waiver has run out or is not needed. */
export const lapsed = (entries: WaiverEntry[]): number => entries.filter(e => e.waiver.state !== 'active').flatMap(e => e.checks).filter(c => c.fails && statusOf(c) !== 'waived').length;

/** "12 days left", "its last day", "3 days ago" */
export function daysText(days: number): string {
  if (days === 0) return 'its last day';
  const many = `${Math.abs(days).toLocaleString('en-US')} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return days > 0 ? `${many} left` : `${many} ago`;
}
