import { formatRoute, parseRoute, viewOf, type Route, type View } from './route';

let view: View = {};
let place: Route = {};

/** How tables are sorted and filtered now. */
export const shownAs = (): Readonly<View> => view;

/** Writes a sort or a filter into the address; it is no step of its own that Back would undo. */
export function remember(key: keyof View, value: string | null): void {
  const { [key]: _, ...others } = view;
  view = value === null || value === '' ? others : { ...others, [key]: value };
  write();
}

/** Takes sorts and filters from the address where it has some, otherwise keeps those that stand; says whether tables must be made anew. */
export function adopt(route: Route): boolean {
  const given = viewOf(route);
  if (Object.keys(given).length === 0) {
    if (Object.keys(view).length > 0) write();
    return false;
  }
  const differs = JSON.stringify(sorted(given)) !== JSON.stringify(sorted(view));
  view = given;
  return differs;
}

/** Another spec has other columns: nothing is kept for it. */
export function forget(): void { view = {}; }

const sorted = (some: View) => Object.entries(some).sort(([a], [b]) => (a < b ? -1 : 1));

function write(): void {
  const hash = formatRoute({ ...withoutView(parseRoute(location.hash)), ...view });
  try { history.replaceState(null, '', hash === '#' ? location.href.split('#')[0] : hash); } catch { /* a browser that refuses keeps the view, only the address does not tell it */ }
}

const withoutView = ({ run, suite, slice, group, metric, part, check }: Route): Route => ({ run, suite, slice, group, metric, part, check });

/** What the page shows; links to a part are made of it. */
export function stand(at: Route): void { place = at; }

/** The address of a part of the page as it is shown now. */
export function addressOf(part: Route): string {
  const { slice, group, metric, ...base } = place;
  const at = part.part === 'slice' ? { ...base, slice, group, metric } : { ...base, ...part };
  return location.href.split('#')[0] + formatRoute({ ...at, ...view });
}
