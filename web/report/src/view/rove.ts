/** Makes a table's body one tab stop in which the arrow keys move between cells; call the result after each rendering. */
export function rove(body: HTMLElement): () => void {
  const targets = () => [...body.querySelectorAll('tr')].map(row => [...row.querySelectorAll<HTMLElement>('.cell')]).filter(row => row.length > 0);
  body.addEventListener('focusin', event => {
    const to = (event.target as HTMLElement).closest<HTMLElement>('.cell');
    if (to === null) return;
    body.querySelectorAll('.cell[tabindex="0"]').forEach(c => { c.setAttribute('tabindex', '-1'); });
    to.tabIndex = 0;
  });
  body.addEventListener('keydown', event => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('.cell');
    if (from === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const grid = targets();
    const y = grid.findIndex(row => row.includes(from)), x = grid[y]?.indexOf(from) ?? 0;
    const row = (to: number) => grid[Math.min(grid.length - 1, Math.max(0, to))];
    const next: Record<string, () => HTMLElement | undefined> = {
      ArrowRight: () => grid[y][x + 1], ArrowLeft: () => grid[y][x - 1], Home: () => grid[y][0], End: () => grid[y][grid[y].length - 1],
      ArrowDown: () => column(row(y + 1), from, x), ArrowUp: () => column(row(y - 1), from, x),
    };
    const to = next[event.key]?.();
    if (next[event.key] !== undefined) event.preventDefault();
    to?.focus();
  });
  return () => {
    if (body.querySelector('.cell[tabindex="0"]') === null) body.querySelector('.cell')?.setAttribute('tabindex', '0');
  };
}

// The cell above or below: rows may lack some, so that places count and not numbers.
function column(row: HTMLElement[], from: HTMLElement, x: number): HTMLElement {
  const place = (cell: HTMLElement) => (cell.closest('td, th') as HTMLTableCellElement | null)?.cellIndex ?? 0;
  const want = place(from);
  return row.find(cell => place(cell) === want) ?? row[Math.min(x, row.length - 1)];
}
