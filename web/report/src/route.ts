/** Where the page stands, as the part of the address that a colleague is sent: `#slice=young&metric=recall`. */
export interface Route { run?: string; suite?: string; slice?: string; group?: string; metric?: string; part?: string }

const keys = ['run', 'suite', 'slice', 'group', 'metric', 'part'] as const;

export function parseRoute(hash: string): Route {
  const route: Route = {};
  let given: URLSearchParams;
  try { given = new URLSearchParams(hash.replace(/^#/, '')); } catch { return route; }
  for (const key of keys) {
    const value = given.get(key);
    if (value !== null && value !== '') route[key] = value;
  }
  return route;
}

export function formatRoute(route: Route): string {
  const parts = keys.filter(key => route[key] !== undefined).map(key => `${key}=${encodeURIComponent(route[key]!)}`);
  return `#${parts.join('&')}`;
}
