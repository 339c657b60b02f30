import { h, hidden } from '../dom';
import { count, plural } from '../data/format';
import { gateChanges, gateSentence } from '../data/exceptions';
import type { Gate, GateChange, Run } from '../data/results';
import { section, scroller } from './parts';

const first = 12;
const signs: Record<string, string> = { loosened: '▼', changed: '◆', tightened: '▲' };

/** What the change under review does to the gate: loosened first, what it was and is, and where it stands. */
export function gateView(run: Run): HTMLElement | null {
  const gate = run.gate;
  if (!gate) return null;
  const changes = gateChanges(gate);
  return section('gate', 'Changes of the gate', [gateSentence(gate), ` ${plural(gate.specs, 'spec')} compared.`].join(''), changes.length === 0 ? null : table(gate, changes));
}

function table(gate: Gate, changes: GateChange[]): HTMLElement {
  const body = h('tbody');
  const specs = new Set(changes.map(c => c.spec)).size;
  const row = (c: GateChange) => h('tr', { class: `gate-change ${signs[c.effect] === undefined ? 'changed' : c.effect}` },
    h('td', { class: 'verdict-word' }, h('span', { class: 'arrow', 'aria-hidden': 'true' }, signs[c.effect] ?? '◆'), ' ', c.effect),
    h('th', { scope: 'row' }, c.text, specs > 1 ? h('span', { class: 'of' }, c.spec) : null),
    h('td', { class: 'was' }, c.was === null || c.was === undefined ? h('span', { class: 'dim' }, '–', hidden('nothing')) : h('del', null, c.was)),
    h('td', { class: 'is' }, c.is === null || c.is === undefined ? h('span', { class: 'dim' }, '–', hidden('nothing')) : h('ins', null, c.is)),
    h('td', null, h('code', { class: 'at' }, `${c.file}:${c.line}`), c.inBase ? h('span', { class: 'of' }, `at ${gate.baseRef}: it is gone`) : null));
  const show = (all: boolean) => body.replaceChildren(...(all ? changes : changes.slice(0, Math.max(first, changes.filter(c => c.effect === 'loosened').length))).map(row));
  show(false);
  const left = changes.length - body.children.length;
  const more = left === 0 ? null : h('button', { type: 'button', class: 'more', click: (event: MouseEvent) => { show(true); (event.currentTarget as HTMLElement).remove(); } }, `Show the other ${count(left)}`);
  return h('div', null, scroller('What was and what is', h('table', { class: 'gate' },
    h('caption', { class: 'sr' }, 'Changes of the gate, loosened first'),
    h('thead', null, h('tr', null, ['Effect', 'What', 'Was', 'Is', 'Where'].map(t => h('th', { scope: 'col' }, t)))), body)), more);
}
