import { h } from '../dom';

let tip: HTMLElement | null = null;

/** Shows what a small picture says where the pointer is; `of` gets the pointer's place as a share of the width. */
export function tipOn(element: Element, of: (share: number) => string | null): void {
  const hide = () => { tip?.remove(); tip = null; };
  element.addEventListener('pointermove', event => {
    const { clientX, clientY } = event as PointerEvent, box = element.getBoundingClientRect();
    const text = box.width > 0 ? of((clientX - box.left) / box.width) : null;
    if (text === null) return hide();
    tip ??= h('div', { class: 'tip', 'aria-hidden': 'true' });
    tip.replaceChildren();
    tip.append(h('span', null, text));
    document.body.append(tip);
    tip.style.setProperty('left', `${Math.max(4, Math.min(clientX + 12, innerWidth - tip.offsetWidth - 8))}px`);
    tip.style.setProperty('top', `${clientY + 16 + tip.offsetHeight > innerHeight ? clientY - tip.offsetHeight - 8 : clientY + 16}px`);
  });
  element.addEventListener('pointerleave', hide);
}
