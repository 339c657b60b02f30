/** Where the page stands, as the part of the address that a colleague is sent: `#slice=young&metric=recall`. */
export interface Route extends View { run?: string; suite?: string; slice?: string; group?: string; metric?: string; part?: string; check?: string }

/** How tables are sorted and filtered: remembered in the address too. */
export interface View { sort?: string; find?: string; outcome?: string; status?: string; checks?: string; rowsort?: string; rowfind?: string; rows?: string }

const places = ['run', 'suite', 'slice', 'group', 'metric', 'part', 'check'] as const;
const views = ['sort', 'find', 'outcome', 'status', 'checks', 'rowsort', 'rowfind', 'rows'] as const;

/** Nothing longer is read from an address. */
const longest = 16_384;

export function parseRoute(hash: string): Route {
  const route: Route = {};
  let given: URLSearchParams;
  try { given = new URLSearchParams(hash.replace(/^#/, '')); } catch { return route; }
  for (const key of [...places, ...views]) {
    const value = given.get(key);
    if (value !== null && value !== '' && value.length <= longest) route[key] = value;
  }
  return route;
}

export function formatRoute(route: Route): string {
  const parts = [...places, ...views].filter(key => route[key] !== undefined).map(key => `${key}=${encoded(route[key]!)}`);
  return `#${parts.join('&')}`;
}

// A half of a surrogate pair has no form in an address.
const encoded = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));

/** What of a route is the view. */
export const viewOf = (route: Route): View => Object.fromEntries(views.flatMap(key => (route[key] === undefined ? [] : [[key, route[key]]])));
