import { h, hidden, replace } from '../dom';
import { count, number, plural } from '../data/format';
import { directionOf, metricOf, overallOf, rankedMetrics, sameSlice, sliceName, splitMetric, statuses, worst, type Status } from '../data/model';
import { finite, type Check, type Slice, type Suite } from '../data/results';
import { formatRoute, type Route } from '../route';
import { remember, shownAs } from '../state';
import { fileName } from '../data/csv';
import { matrixLines } from '../data/tables';
import { csvButton } from './download';
import { rove } from './rove';
import { intervalText, mark, scaleOf, section, sparkline, strip, type Scale } from './parts';

interface Sort { column: string; descending: boolean }

const manyRows = 300;
const outcomes = [['any', 'All slices'], ['judged', 'With a check'], ['not passed', 'Not passed']];

// As the address has it: a column, with a minus where the highest stands first.
function sortOf(text: string | undefined, metrics: string[]): Sort | null {
  const column = text?.replace(/^-/, '');
  return column === 'slice' || column === 'rows' || metrics.some(m => `m:${m}` === column) ? { column: column!, descending: text!.startsWith('-') } : null;
}

/** Slices × metrics: every value with its interval, rows and verdict; sortable, filterable, one tab stop. */
export function matrixView(suite: Suite, base: Route): HTMLElement {
  const overall = overallOf(suite);
  const all = rankedMetrics(suite);
  const several = all.filter(metric => suite.slices.some(s => s !== overall && metricOf(s, metric) !== undefined));
  let metrics = several.length > 0 ? several : all;
  const before = shownAs();
  let sort = sortOf(before.sort, all), text = before.find?.toLowerCase() ?? '', outcome = outcomes.some(([v]) => v === before.outcome) ? before.outcome! : 'any', whole = false, shown: Slice[] = [];
  const checks = checksByCell(suite);
  const groups = groupsOf(suite);
  const open = new Map([...groups].filter(([, g]) => g[0].group !== null)
    .map(([name, g]) => [name, suite.slices.length <= 40 || g.some(s => rowWorst(s) === 'failed' || rowWorst(s) === 'error')] as const));

  const body = h('tbody'), head = h('thead'), status = h('p', { class: 'found', role: 'status' });
  const table = h('table', { class: 'matrix', 'aria-labelledby': 'matrix-title' }, head, body);
  const cellKey = (slice: string, group: string | null, metric: string) => JSON.stringify([slice, group, metric]);
  function rowWorst(slice: Slice): Status | null { return worst(checks.bySlice.get(JSON.stringify([slice.slice, slice.group])) ?? []); }

  const scales = new Map<string, Scale | null>();
  for (const metric of all) {
    scales.set(metric, scaleOf(suite.slices.flatMap(s => {
      const m = metricOf(s, metric);
      return m ? [finite(m.value), finite(m.interval?.low), finite(m.interval?.high)] : [];
    })));
  }

  function cell(slice: Slice, metric: string): HTMLElement {
    const m = metricOf(slice, metric);
    const judged = checks.byCell.get(cellKey(slice.slice, slice.group, metric)) ?? [];
    const verdict = worst(judged);
    const link = formatRoute({ ...base, slice: slice.slice, group: slice.group ?? undefined, metric });
    if (m === undefined) {
      return verdict === null ? h('td', { class: 'empty' }, hidden('not measured'))
        : h('td', null, h('a', { class: 'cell', href: link, tabindex: -1 }, mark(verdict), ' ', number(judged[0].value)));
    }
    const whole = overall && slice !== overall ? metricOf(overall, metric) : undefined;
    const [side, strength] = standing(m, whole, metric);
    const td = h('td', { class: `value ${side}` },
      h('a', { class: 'cell', href: link, tabindex: -1 },
      hidden(`${sliceName(slice)}, ${metric}: `),
      h('span', { class: 'line' }, verdict === null ? null : [mark(verdict), hidden(', ')], h('span', { class: 'v' }, m.value === null ? '–' : number(m.value))),
      scales.get(metric) && m.value !== null ? strip(scales.get(metric)!, { value: m.value, low: m.interval?.low, high: m.interval?.high, overall: whole?.value, status: verdict }, 92) : null,
      hidden(', '), h('span', { class: 'ci' }, m.value === null ? 'undefined' : intervalText(m.interval) || plural(m.rows, 'row')),
      side === '' ? null : hidden(`, ${side} than the whole set beyond its interval`)));
    if (strength > 0) td.style.setProperty('--heat', `${Math.round(strength * 26 + 6)}%`);
    return td;
  }

  // Shaded only where the interval does not hold the whole set's value: a difference that is noise is not painted.
  function standing(m: { value: unknown; interval: { low: unknown; high: unknown } | null }, whole: { value: unknown } | undefined, metric: string): [string, number] {
    const direction = directionOf(suite, metric);
    const value = finite(m.value as number), of = finite(whole?.value as number), low = finite(m.interval?.low as number), high = finite(m.interval?.high as number);
    const scale = scales.get(metric);
    if (direction === 0 || value === null || of === null || low === null || high === null || !scale || (low <= of && of <= high)) return ['', 0];
    return [(value - of) * direction > 0 ? 'better' : 'worse', Math.min(1, Math.abs(value - of) / ((scale.high - scale.low) / 2))];
  }

  function sliceRow(slice: Slice, child: boolean): HTMLElement {
    const verdict = rowWorst(slice);
    return h('tr', { class: `${child ? 'child ' : ''}${slice === overall ? 'whole' : ''}`, 'data-slice': slice.slice, 'data-group': slice.group },
      h('th', { scope: 'row' }, h('a', { class: 'cell', href: formatRoute({ ...base, slice: slice.slice, group: slice.group ?? undefined }), tabindex: -1 },
        verdict === null ? h('span', { class: 'mark none', 'aria-hidden': 'true' }, h('span', { class: 'sign' }, '·')) : mark(verdict),
        h('span', { class: 'name' }, child ? slice.group : sliceName(slice)),
        slice.definition !== null && !child ? h('span', { class: 'definition' }, slice.definition) : null)),
      h('td', { class: 'num' }, count(slice.n)),
      metrics.map(metric => cell(slice, metric)));
  }

  function groupRow(name: string, group: Slice[]): HTMLElement {
    const isOpen = open.get(name) ?? true;
    const own = checks.bySlice.get(JSON.stringify([name, null])) ?? [];
    const verdict = worst([...own, ...group.flatMap(s => checks.bySlice.get(JSON.stringify([s.slice, s.group])) ?? [])]);
    return h('tr', { class: 'group' },
      h('th', { scope: 'row' }, h('button', { type: 'button', class: 'cell twist', tabindex: -1, 'aria-expanded': String(isOpen), click: () => { open.set(name, !isOpen); render(); refocus(name); }, 'data-name': name },
        h('span', { class: 'caret', 'aria-hidden': 'true' }, isOpen ? '▾' : '▸'), verdict === null ? null : mark(verdict), h('span', { class: 'name' }, name), h('span', { class: 'definition' }, plural(group.length, 'value')))),
      h('td', { class: 'num dim' }, count(group.reduce((a, s) => a + s.n, 0))),
      metrics.map(metric => {
        const values = group.map(s => ({ name: s.group ?? s.slice, value: finite(metricOf(s, metric)?.value), status: worst(checks.byCell.get(cellKey(s.slice, s.group, metric)) ?? []) }));
        const some = values.map(v => v.value).filter(v => v !== null);
        const gap = worst(checks.byCell.get(cellKey(name, null, metric)) ?? []);
        return some.length === 0 && gap === null ? h('td', { class: 'empty' }, hidden('not measured')) : h('td', { class: 'value' },
          h('span', { class: 'spark' }, some.length === 0 ? null : sparkline(values, overall ? finite(metricOf(overall, metric)?.value) : null),
            h('span', { class: 'ci' }, gap === null ? null : h('span', null, mark(gap), hidden(' gap check; ')),
              some.length === 0 ? '' : `${number(Math.min(...some))} to ${number(Math.max(...some))}`)));
      }));
  }

  const matches = (slice: Slice) => (text === '' || `${sliceName(slice)} ${slice.definition ?? ''}`.toLowerCase().includes(text))
    && (outcome === 'any' || (outcome === 'not passed' ? !['passed', null].includes(rowWorst(slice)) : (checks.bySlice.get(JSON.stringify([slice.slice, slice.group])) ?? []).length > 0));

  function render(): void {
    replace(head, h('tr', null, [['slice', 'Slice', ''], ['rows', 'Rows', 'num'], ...metrics.map(m => [`m:${m}`, m, 'metric'])].map(([key, title, kind]) =>
      h('th', { scope: 'col', class: kind, 'aria-sort': sort?.column === key ? (sort.descending ? 'descending' : 'ascending') : 'none' },
        h('button', { type: 'button', 'data-column': key, title: `Sort by ${title}`, click: () => { turn(key); (head.querySelector(`[data-column=${CSS.escape(key)}]`) as HTMLElement | null)?.focus(); } },
          key.startsWith('m:') ? metricTitle(title) : title, h('span', { class: 'sort', 'aria-hidden': 'true' }, sort?.column === key ? (sort.descending ? '↓' : '↑') : '↕'))))));
    const rows: HTMLElement[] = [];
    const found = suite.slices.filter(matches);
    shown = sort === null ? found : sorted(found, sort);
    if (sort !== null) rows.push(...shown.map(s => sliceRow(s, false)));
    else {
      for (const [name, group] of groups) {
        const some = group.filter(matches);
        if (some.length === 0) continue;
        if (group[0].group === null) rows.push(...some.map(s => sliceRow(s, false)));
        else {
          rows.push(groupRow(name, group));
          if ((open.get(name) ?? true) || text !== '' || outcome !== 'any') rows.push(...some.map(s => sliceRow(s, true)));
        }
      }
    }
    const cut = rows.length > manyRows ? rows.slice(0, manyRows) : rows;
    body.replaceChildren(...cut);
    const problems = found.filter(s => !['passed', null].includes(rowWorst(s))).length;
    status.textContent = `${plural(found.length, 'slice')}${found.length < suite.slices.length ? ` of ${count(suite.slices.length)}` : ''}${problems > 0 ? `, ${count(problems)} with a check that did not pass` : ''}${rows.length > cut.length ? `; the first ${manyRows} are shown, filter to see others` : ''}`;
    select(table, base.slice, base.group);
    roving();
  }

  function turn(column: string): void {
    const worseFirst = column.startsWith('m:') && directionOf(suite, column.slice(2)) === -1;
    sort = sort?.column !== column ? { column, descending: column === 'rows' || worseFirst } : sort.descending === (column === 'rows' || worseFirst) ? { column, descending: !sort.descending } : null;
    remember('sort', sort === null ? null : `${sort.descending ? '-' : ''}${sort.column}`);
    render();
  }

  function refocus(name: string): void {
    const button = body.querySelector<HTMLElement>(`button[data-name=${CSS.escape(name)}]`);
    if (button) { body.querySelectorAll('.cell[tabindex="0"]').forEach(c => c.setAttribute('tabindex', '-1')); button.tabIndex = 0; button.focus(); }
  }

  const roving = rove(body);
  const filter = h('input', { type: 'search', id: 'matrix-filter', placeholder: 'Slice or definition', value: before.find, input: () => { text = filter.value.trim().toLowerCase(); remember('find', filter.value.trim()); render(); } });
  const which = h('select', { id: 'matrix-outcome', change: () => { outcome = which.value; remember('outcome', outcome === 'any' ? null : outcome); render(); } },
    outcomes.map(([v, t]) => h('option', { value: v, selected: v === outcome }, t)));
  const more = several.length > 0 && several.length < all.length ? h('button', { type: 'button', 'aria-pressed': 'false', click: (e: MouseEvent) => {
    whole = !whole;
    metrics = whole ? all : several;
    (e.currentTarget as HTMLElement).setAttribute('aria-pressed', String(whole));
    render();
  } }, `+ ${plural(all.length - several.length, 'metric')} of the whole set only`) : null;
  render();
  return section('matrix', 'Slices × metrics', null,
    h('div', { class: 'tools' }, h('label', { for: 'matrix-filter' }, 'Filter'), filter, h('label', { for: 'matrix-outcome', class: 'sr' }, 'Outcome'), which, more,
      csvButton('the slices shown', () => fileName(suite.name, 'slices'), () => matrixLines(suite, shown, metrics)), status),
    h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'Slices by metrics; the arrow keys move between cells' }, table),
    legend());
}

function metricTitle(metric: string): HTMLElement {
  const [name, parameters] = splitMetric(metric);
  return h('span', { class: 'metric-title' }, name.split('_').flatMap((part, i) => (i === 0 ? [part] : ['_', h('wbr'), part])), parameters === '' ? null : h('span', { class: 'parameters' }, parameters));
}

function legend(): HTMLElement {
  return h('p', { class: 'legend' },
    statuses.map(s => h('span', null, mark(s, true))),
    h('span', null, h('span', { class: 'swatch worse' }), 'worse than the whole set beyond its interval'), h('span', null, h('span', { class: 'swatch better' }), 'better'),
    h('span', null, h('span', { class: 'swatch tick' }), 'value of the whole set'));
}

/** Marks the row of the slice that is shown below. */
export function select(root: ParentNode, slice: string | undefined, group: string | undefined): void {
  for (const row of root.querySelectorAll<HTMLElement>('table.matrix tbody tr, tbody tr')) {
    if (row.dataset.slice === undefined) continue;
    row.toggleAttribute('data-current', row.dataset.slice === slice && (row.dataset.group ?? undefined) === group);
  }
}

function sorted(slices: Slice[], sort: Sort): Slice[] {
  const of = (s: Slice): number | string | null => (sort.column === 'slice' ? sliceName(s) : sort.column === 'rows' ? s.n : finite(metricOf(s, sort.column.slice(2))?.value));
  const sign = sort.descending ? -1 : 1;
  // What has no value stands last either way.
  return slices.map((s, i) => ({ s, i, v: of(s) })).sort((a, b) =>
    a.v === null || b.v === null ? (a.v === null ? 1 : 0) - (b.v === null ? 1 : 0) || a.i - b.i : (a.v < b.v ? -1 : a.v > b.v ? 1 : 0) * sign || a.i - b.i).map(x => x.s);
}

function groupsOf(suite: Suite): Map<string, Slice[]> {
  const groups = new Map<string, Slice[]>();
  for (const slice of suite.slices) groups.set(slice.slice, [...(groups.get(slice.slice) ?? []), slice]);
  return groups;
}

function checksByCell(suite: Suite): { byCell: Map<string, Check[]>; bySlice: Map<string, Check[]> } {
  const byCell = new Map<string, Check[]>(), bySlice = new Map<string, Check[]>();
  const add = (map: Map<string, Check[]>, key: string, check: Check) => map.set(key, [...(map.get(key) ?? []), check]);
  for (const check of suite.checks) {
    add(bySlice, JSON.stringify([check.slice, check.group]), check);
    if (check.metric !== null) add(byCell, JSON.stringify([check.slice, check.group, check.metric]), check);
  }
  return { byCell, bySlice };
}

/** Whether a slice is the one of a route. */
export const isAt = (slice: Slice, route: Route): boolean => sameSlice(slice, { slice: route.slice ?? 'overall', group: route.group ?? null });
