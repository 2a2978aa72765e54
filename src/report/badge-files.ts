import { createHash } from 'node:crypto';
import type { Report } from '../model/index.ts';
import { badgesOf, reportBadge, type Badge } from './badge.ts';

/** A file of a badge, its path relative to the folder of the report. */
export interface BadgeFile {
  path: string;
  content: string;
}

/** A name that means the same on every file system and in every address. */
const safeName = /^[a-z0-9][a-z0-9_-]{0,79}$/;

/** Names that Windows keeps for devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The name as it is, else what is harmless of it and a digest, so that two never share a file. */
export function badgeName(name: string): string {
  if (safeName.test(name) && !device.test(name)) return name;
  const harmless = name
    .slice(0, 400)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return harmless === '' ? digest : `${harmless}-${digest}`;
}

/** https://shields.io/badges/endpoint-badge */
function endpoint(badge: Badge): string {
  return `${JSON.stringify({ schemaVersion: 1, ...badge }, null, 2)}\n`;
}

/**
 * Every badge as SVG and as an endpoint of shields.io: `badges/<component>.svg` and `.json`, for each stage
 * `badges/<component>/<stage>.svg` and `.json`, for all components `badge.svg` and `.json`.
 */
export async function badgeFiles(report: Report): Promise<BadgeFile[]> {
  const { makeBadge } = await import('badge-maker');
  const pair = (path: string, badge: Badge): BadgeFile[] => [
    { path: `${path}.svg`, content: `${makeBadge({ ...badge })}\n` },
    { path: `${path}.json`, content: endpoint(badge) },
  ];
  const ofComponents = report.components.flatMap((component) => {
    const path = `badges/${badgeName(component.id)}`;
    return badgesOf(component, report.stages).flatMap(({ stage, badge }) =>
      pair(stage === null ? path : `${path}/${badgeName(stage)}`, badge),
    );
  });
  return [...pair('badge', reportBadge(report)), ...ofComponents];
}
