/** Opens every part before the page is printed, and closes those again that were closed. */
export function openForPrint(): void {
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const part of closed) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of closed) part.open = false;
  });
}
