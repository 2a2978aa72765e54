/** Milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000;

/** The day of a moment, in UTC: `2026-11-22`. */
export function dayOf(moment: string): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Whole days from one day to another, both as `YYYY-MM-DD`; negative when the first is the later one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The ISO dates in a text that are dates of the calendar, in its order. */
export function datesIn(text: string): string[] {
  return (text.match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g) ?? []).filter((written) => {
    const milliseconds = Date.parse(`${written}T00:00:00Z`);
    return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(written);
  });
}
