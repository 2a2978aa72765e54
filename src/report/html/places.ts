import { plainText } from '../plain-text.ts';
import type { View } from '../renderer.ts';
import type { Place } from '../row.ts';
import type { PlaceData } from './data.ts';

/** Longer paths are shown in part. */
const PATH_LIMIT = 300;

/** The address if a browser may follow it, else nothing: a link never runs a script. */
function followable(address: string): string {
  if (!URL.canParse(address)) return '';
  return /^https?:$/.test(new URL(address).protocol) ? address : '';
}

/** Turns places into data. Files recur, lines differ: kept apart, the address of a file is told once. */
export function placesOf({ linkTo }: View): (place: Place) => PlaceData {
  const files = new Map<string, string>();
  const fileAddress = (path: string, link: NonNullable<View['linkTo']>): string => {
    const known = files.get(path) ?? followable(link(path, null));
    files.set(path, known);
    return known;
  };
  return ({ path, line }) => {
    const text = { path: plainText(path, PATH_LIMIT), line: line === null ? '' : String(line) };
    if (linkTo === null) return { ...text, file: '', anchor: '' };
    const file = fileAddress(path, linkTo);
    const address = line === null ? file : followable(linkTo(path, line));
    if (file === '' || !address.startsWith(file)) return { ...text, file: address, anchor: '' };
    return { ...text, file, anchor: address.slice(file.length) };
  };
}
