import { h } from '../dom';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const key = 'modelspecs-theme';

// A page opened from disk may have no storage: the choice then lasts as long as the page.
function stored(): Theme {
  try { return themes.find(t => t === localStorage.getItem(key)) ?? 'auto'; } catch { return 'auto'; }
}

function apply(theme: Theme): void {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
  try { localStorage.setItem(key, theme); } catch { /* lasts as long as the page */ }
}

/** Automatic, light or dark. */
export function themeChoice(): HTMLElement {
  const now = stored();
  apply(now);
  return h('fieldset', { class: 'theme' }, h('legend', { class: 'sr' }, 'Colours'), themes.map(theme =>
    h('label', null, h('input', { type: 'radio', name: 'theme', value: theme, checked: theme === now, change: () => { apply(theme); } }), h('span', null, theme[0].toUpperCase() + theme.slice(1)))));
}
