import { h, svg } from '../dom';
import type { Route } from '../route';
import { addressOf } from '../state';

/** Copies the address of a part of the page: a colleague is sent there. */
export function copyLink(what: string, part: Route): HTMLElement {
  const text = h('span', { class: 'copied' });
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy the link to ${what}`, title: 'Copy link', click: () => {
    const address = addressOf(part);
    void put(address).then(done => {
      text.textContent = done ? 'Link copied' : 'The link stands in the address bar';
      if (!done) location.hash = address.slice(address.indexOf('#'));
      said().textContent = text.textContent;
      setTimeout(() => { text.textContent = ''; said().textContent = ''; }, 2500);
    });
  } }, svg('svg', { width: 15, height: 15, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: 'M6.6 9.4a3 3 0 0 0 4.3 0l2.3-2.3a3 3 0 0 0-4.3-4.3L7.8 3.9M9.4 6.6a3 3 0 0 0-4.3 0L2.8 8.9a3 3 0 0 0 4.3 4.3l1.1-1.1' })), text);
  return button;
}

const said = (): HTMLElement => document.getElementById('said')!;

// A page opened from disk may have no clipboard: the older way then, and if that fails too the caller says so.
async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h('textarea', { class: 'sr', readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
