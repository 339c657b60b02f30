import { h, hidden, replace } from '../dom';
import { count, number, plural } from '../data/format';
import { parsePredicate, type Fields } from '../data/predicate';
import { finite, type ImageShape, type SampledRow, type Suite } from '../data/results';
import { fileName, type CsvValue } from '../data/csv';
import { sliceName } from '../data/model';
import { sideCounts, sidedBaselines, sideOf, type SideCount } from '../data/sides';
import { remember, shownAs } from '../state';
import { csvButton } from './download';
import { scroller } from './parts';

const first = 25;

const whyText: Record<string, string> = { loss: 'high loss', flipped: 'changed sides', threshold: 'near the threshold', 'low loss': 'for contrast' };

/** The sampled rows of a slice: the worst first, sortable by any column, filtered by a predicate. */
export function rowsView(suite: Suite, slice: number): HTMLElement | null {
  const sample = suite.sample;
  if (!sample) return null;
  const rows = sample.rows.filter(r => r.slices.includes(slice)).map(row => ({ row, fields: fieldsOf(suite, sample.columns, row) }));
  const shape = sample.image;
  const scored = sample.rows.some(r => r.score !== null);
  const sided = sidedBaselines(suite);
  const own = ['truth', 'predicted', ...(scored ? ['score'] : []), 'loss', ...sided.map(sideColumn), 'why'];
  const columns = ['id', ...own, ...sample.columns.filter(c => ![...own, 'id'].includes(c))];
  const before = shownAs(), byColumn = before.rowsort?.replace(/^-/, '');
  let sort = byColumn !== undefined && columns.includes(byColumn) ? { column: byColumn, descending: before.rowsort!.startsWith('-') } : { column: 'loss', descending: true };
  let all = false, why = before.rows ?? 'any', keep: (row: Fields) => boolean = () => true;
  const numeric = new Set(columns.filter(c => rows.some(r => typeof r.fields.get(c) === 'number') || rows.every(r => r.fields.get(c) === null || (r.fields.get(c) !== '' && Number.isFinite(Number(r.fields.get(c)))))));
  const head = h('thead'), body = h('tbody'), found = h('p', { class: 'found', role: 'status' });
  const more = h('button', { type: 'button', class: 'more', click: () => { all = true; render(); } });
  const problem = h('p', { class: 'hint problem', id: 'rows-problem', role: 'alert' });
  const filter = h('input', { type: 'search', id: 'rows-filter', placeholder: 'age < 25 and country = DE', value: before.rowfind, 'aria-describedby': 'rows-problem', input: () => { remember('rowfind', filter.value.trim()); read(); render(); } });

  function read(): void {
    const parsed = parsePredicate(filter.value, columns);
    filter.setAttribute('aria-invalid', String(typeof parsed === 'string'));
    problem.textContent = typeof parsed === 'string' ? parsed : '';
    if (typeof parsed !== 'string') keep = parsed;
  }

  let shown: typeof rows = [];
  function render(): void {
    replace(head, h('tr', null, shape ? h('th', { scope: 'col' }, shape.input) : null, columns.map(c => h('th', { scope: 'col', class: numeric.has(c) ? 'num' : '', 'aria-sort': sort.column === c ? (sort.descending ? 'descending' : 'ascending') : 'none' },
      h('button', { type: 'button', 'data-column': c, click: () => {
        sort = { column: c, descending: sort.column === c ? !sort.descending : numeric.has(c) };
        remember('rowsort', `${sort.descending ? '-' : ''}${c}`);
        render();
        head.querySelector<HTMLElement>(`[data-column=${CSS.escape(c)}]`)?.focus();
      } }, c, h('span', { class: 'sort', 'aria-hidden': 'true' }, sort.column === c ? (sort.descending ? ' ↓' : ' ↑') : ''))))));
    shown = rows.filter(r => keep(r.fields) && (why === 'any' || wanted(r.row, why)));
    const sign = sort.descending ? -1 : 1;
    shown.sort((a, b) => order(a.fields.get(sort.column) ?? null, b.fields.get(sort.column) ?? null, numeric.has(sort.column), sign));
    body.replaceChildren(...(all ? shown : shown.slice(0, first)).map(r => line(r.row, r.fields)));
    more.hidden = all || shown.length <= first;
    more.textContent = `Show all ${count(shown.length)}`;
    found.textContent = shown.length === rows.length ? plural(rows.length, 'row') : `${count(shown.length)} of ${plural(rows.length, 'row')}`;
  }

  const line = (row: SampledRow, fields: Fields) => {
    const wrong = suite.task !== 'regression' && suite.task !== 'ranking' && row.truth !== row.prediction;
    return h('tr', null, shape ? h('td', null, picture(shape, row)) : null, columns.map(c => {
      const value = fields.get(c) ?? null, shown = c === 'id' || own.includes(c) ? null : file(row, c);
      if (shown !== null) return h('td', null, shown);
      if (c === 'id') return h('th', { scope: 'row' }, row.id);
      if (c === 'predicted' && wrong) return h('td', { class: numeric.has(c) ? 'miss num' : 'miss' }, h('span', { 'aria-hidden': 'true' }, '✕ '), hidden('wrong: '), row.prediction);
      if (c === 'why') return h('td', { class: 'dim' }, whyText[row.why] ?? row.why);
      return h('td', { class: numeric.has(c) ? 'num' : '' }, value === null ? h('span', { class: 'dim' }, '–', hidden('none')) : typeof value === 'number' ? number(value) : value);
    }));
  };

  // Why a row is shown, or what it is: a filter may ask for either.
  function wanted(row: SampledRow, kind: string): boolean {
    if (kind === 'wrong') return row.truth !== row.prediction;
    if (kind === 'flipped') return sided.some(b => sideOf(row, b, suite) !== null);
    const baseline = sided.find(b => kind === `newly wrong ${b}` || kind === `newly right ${b}`);
    return baseline === undefined ? row.why === kind : `${sideOf(row, baseline, suite)} ${baseline}` === kind;
  }

  if (rows.length === 0) return h('section', { class: 'rows-part', 'aria-labelledby': 'rows-title' }, h('h3', { id: 'rows-title' }, 'Rows'), h('p', { class: 'hint' }, 'None of the sampled rows is in this slice.'));
  const kinds = [['any', 'All'], ...(suite.task === 'regression' || suite.task === 'ranking' ? [] : [['wrong', 'Wrong']]),
    ...sided.flatMap(b => (['newly wrong', 'newly right'] as const).map(side => [`${side} ${b}`, `${side === 'newly wrong' ? 'Newly wrong' : 'Newly right'} against the ${b}`])),
    ...Object.entries(whyText).filter(([w]) => rows.some(r => wanted(r.row, w))).map(([w, t]) => [w, t[0].toUpperCase() + t.slice(1)])];
  if (!kinds.some(([v]) => v === why)) why = 'any';
  read();
  render();
  const choice = h('select', { id: 'rows-why', change: () => { why = choice.value; remember('rows', why === 'any' ? null : why); render(); } }, kinds.map(([v, t]) => h('option', { value: v, selected: v === why }, t)));
  return h('section', { class: 'rows-part', 'aria-labelledby': 'rows-title' }, h('h3', { id: 'rows-title' }, 'Rows'),
    h('p', { class: 'hint' }, sample.rows.length === sample.of ? `All ${plural(sample.of, 'row')} of the set.` : `A sample and no fair one: ${count(sample.rows.length)} of ${plural(sample.of, 'row')}, chosen for the highest loss of the set and of each slice, for having changed sides, for lying near the threshold, and some for contrast.`),
    sideCounts(suite, suite.slices[slice], rows.map(r => r.row)).filter(c => c.wrong + c.right > 0).map(c => sides(c, kind => { choice.value = kind; choice.dispatchEvent(new Event('change')); choice.focus(); })),
    h('div', { class: 'tools' }, h('label', { for: 'rows-filter' }, 'Filter'), filter, h('label', { for: 'rows-why', class: 'sr' }, 'Which rows'),
      choice,
      csvButton('the rows shown', () => fileName(suite.name, sliceName(suite.slices[slice]), 'rows'),
        () => [columns, ...shown.map(r => columns.map((c): CsvValue => r.fields.get(c) ?? null))]), found),
    sample.picturesLeftOut ? h('p', { class: 'hint' }, `${plural(sample.picturesLeftOut, 'picture')} of the sample ${sample.picturesLeftOut === 1 ? 'is' : 'are'} not shown: a page has room for files of up to 256 KB, 1.5 MB in all of a spec.`) : null,
    problem, scroller('Sampled rows', h('table', { class: 'sample' }, h('caption', { class: 'sr' }, 'Sampled rows of the slice'), head, body)), more);
}

// How many changed sides in all, and how many of them stand here: each number shows its rows.
function sides(c: SideCount, show: (kind: string) => void): HTMLElement {
  const part = (side: string, n: number, shown: number) => [h('b', null, count(n)), ` ${side}, `, shown === 0 ? 'none of them here'
    : h('button', { type: 'button', class: 'link', click: () => { show(`${side} ${c.baseline}`); } }, n === shown ? (n === 1 ? 'it is here' : 'all of them here') : `${count(shown)} of them here`)];
  return h('p', { class: 'sides' }, `Against the ${c.baseline}: `, ...part('newly wrong', c.wrong, c.shownWrong), '; ', ...part('newly right', c.right, c.shownRight), '.');
}

// Only what the run says is a picture, of kinds that cannot hold a script.
const address = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$/;

/** A picture that a column names. */
function file(row: SampledRow, column: string): HTMLElement | null {
  const source = row.pictures && Object.hasOwn(row.pictures, column) ? row.pictures[column] : null;
  return source === null || !address.test(source) ? null
    : h('img', { class: 'photo', src: source, alt: `${column} of ${row.id}: ${row.truth}, predicted ${row.prediction}`, loading: 'lazy', decoding: 'async', width: 96, height: 72 });
}

/** A row's input as the model saw it, from dark to light. */
function picture(shape: ImageShape, row: SampledRow): HTMLElement | null {
  if (row.image === undefined) return null;
  const bytes = Uint8Array.from(atob(row.image), c => c.charCodeAt(0));
  const canvas = h('canvas', { width: shape.width, height: shape.height, class: 'picture', role: 'img', 'aria-label': `${shape.input} of ${row.id}: ${row.truth}, predicted ${row.prediction}` });
  const context = canvas.getContext('2d');
  if (context === null || bytes.length !== shape.width * shape.height * shape.channels) return null;
  const image = context.createImageData(shape.width, shape.height);
  for (let i = 0; i < shape.width * shape.height; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = bytes[i * shape.channels + (shape.channels === 3 ? c : 0)];
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

const sideColumn = (baseline: string): string => `vs ${baseline}`;

function fieldsOf(suite: Suite, columns: string[], row: SampledRow): Fields {
  const fields = new Map<string, string | number | null>(columns.map((c, i) => [c, row.values[i] ?? null]));
  for (const [name, value] of Object.entries({ id: row.id, truth: row.truth, predicted: row.prediction, score: finite(row.score), loss: finite(row.loss), why: row.why })) fields.set(name, value);
  for (const baseline of sidedBaselines(suite)) fields.set(sideColumn(baseline), sideOf(row, baseline, suite));
  return fields;
}

// What has no value stands last either way.
function order(a: string | number | null, b: string | number | null, asNumbers: boolean, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const [x, y] = asNumbers ? [Number(a), Number(b)] : [String(a), String(b)];
  return x < y ? -sign : x > y ? sign : 0;
}
