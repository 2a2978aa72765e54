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

/** What a key does, and whether it did something. */
type Answer = (event: KeyboardEvent) => boolean;

const goToSearch: Answer = ({ key, target }) => {
  if (key !== '/' || isWriting(target) || document.querySelector('dialog[open]') !== null) return false;
  document.getElementById(SEARCH)?.focus();
  return true;
};

const moveInList: Answer = ({ key, target }) => {
  if (!(target instanceof HTMLElement)) return false;
  const leavesSearch = target.id === SEARCH && key === 'ArrowDown';
  return (leavesSearch || target.matches('a.entry')) && move(key);
};

/** `/` goes to the search box, Esc there empties it; the arrow keys, Home and End move in the list. */
export function listenToKeys({ clearSearch }: { clearSearch: () => void }): void {
  const leaveSearch: Answer = ({ key, target }) => {
    if (key !== 'Escape' || !(target instanceof HTMLElement) || target.id !== SEARCH) return false;
    clearSearch();
    return true;
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ([goToSearch, leaveSearch, moveInList].some((answer) => answer(event))) event.preventDefault();
  });
}
