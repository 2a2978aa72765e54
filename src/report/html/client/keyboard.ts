import { SEARCH } from '../page-parts.ts';

/** Whether the reader is writing, so that a key is a letter. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), select, textarea');
}

/** Moves from component to component in the list; from outside of it, to the first. */
function move(key: string): boolean {
  const entries = [...document.querySelectorAll<HTMLAnchorElement>('a.entry')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[key];
  const entry = to === undefined ? undefined : entries[to];
  entry?.focus();
  return entry !== undefined;
}

/** `/` goes to the search box, Esc there empties it; the arrow keys, Home and End move in the list. */
export function listenToKeys(search: { clear: () => void }): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById(SEARCH);
    const isInList = document.activeElement?.matches('a.entry') === true;
    if (event.key === '/' && !isWriting(event.target) && document.querySelector('dialog[open]') === null) {
      box?.focus();
      event.preventDefault();
    } else if (event.key === 'Escape' && event.target === box) {
      search.clear();
    } else if ((isInList || (event.target === box && event.key === 'ArrowDown')) && move(event.key)) {
      event.preventDefault();
    }
  });
}
