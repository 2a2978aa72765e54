import type { DetailData, FleetData } from '../data.ts';
import { unpack, type Pack } from '../pack.ts';
import { DETAILS_DATA, DETAILS_TOGETHER, FLEET_DATA } from '../page-parts.ts';

/** What an element of this very page holds. The server packed it from the type that is asked for; nothing else writes there. */
function dataOf(id: string): unknown {
  const text = document.getElementById(id)?.textContent ?? null;
  return text === null ? null : unpack(JSON.parse(text) as Pack);
}

/** All components at a glance; `null` where the page shows but one. */
export function fleetOfPage(): FleetData | null {
  return dataOf(FLEET_DATA) as FleetData | null;
}

/**
 * Reads what is known of components when it is asked for, and keeps it: thousands of components need not be read to show one.
 * `null` for what the browser has not got yet.
 */
export function detailsOfPage(): (index: number) => DetailData | null {
  const read = new Map<number, DetailData[]>();
  return (index) => {
    if (document.readyState === 'loading') return null;
    const part = Math.floor(index / DETAILS_TOGETHER);
    const details = read.get(part) ?? (dataOf(`${DETAILS_DATA}${part}`) as DetailData[] | null);
    if (details === null) return null;
    read.set(part, details);
    return details[index % DETAILS_TOGETHER] ?? null;
  };
}
