import { h } from '../dom';

const perSheet = 7;

let undo: (() => void)[] = [];

/** Paper has no triangle to press and no bar to scroll: what is folded is opened, and a wide matrix is cut into pieces that each begin with the slice. */
export function preparePrint(): void {
  restoreAfterPrint();
  for (const details of document.querySelectorAll<HTMLDetailsElement>('.check.failed details, .check.error details, .check.inconclusive > details, .check.waived > details, .covered details, .reasons details, .warnings')) {
    if (details.open) continue;
    details.open = true;
    undo.push(() => { details.open = false; });
  }
  for (const scroller of document.querySelectorAll<HTMLElement>('#part-matrix > .scroller')) {
    const table = scroller.querySelector('table');
    const columns = table?.tHead?.rows[0]?.cells.length ?? 0;
    if (table === null || columns <= perSheet + 2) continue;
    const sheets: HTMLElement[] = [];
    for (let from = 2; from < columns; from += perSheet) {
      const sheet = scroller.cloneNode(true) as HTMLElement;
      sheet.classList.add('sheet');
      for (const row of sheet.querySelectorAll('tr')) {
        for (let i = row.cells.length - 1; i >= 2; i--) if (i < from || i >= from + perSheet) row.deleteCell(i);
      }
      // A head that is repeated on the next page is drawn without its buttons.
      for (const button of sheet.querySelectorAll('thead button')) {
        const text = h('span', { class: 'head-text' });
        text.append(...button.childNodes);
        button.replaceWith(text);
      }
      sheets.push(sheet);
    }
    scroller.after(...sheets);
    scroller.classList.add('cut');
    undo.push(() => { for (const sheet of sheets) sheet.remove(); scroller.classList.remove('cut'); });
  }
}

export function restoreAfterPrint(): void {
  for (const step of undo) step();
  undo = [];
}
