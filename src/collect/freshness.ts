import type { EvidenceReport, Problem, Provenance } from '../model/index.ts';
import type { Manifest, StampedFile } from './manifests.ts';
import type { ReadReport } from './read-report.ts';
import { isAuditList } from './secrets.ts';

/** What counts as present. */
export interface Present {
  /** The judged commit; `null` when unknown. */
  commit: string | null;
  /** Other commits whose reports are as good: the event's test merge of the judged one. */
  alsoCurrent: string[];
  /** ISO 8601 */
  now: string;
}

type ReadManifest = Extract<Manifest, { state: 'read' }>;

/** A manifest that lists the report in question. */
interface Stamp {
  manifest: ReadManifest;
  file: StampedFile;
}

const DAY = 24 * 60 * 60 * 1000;
/** An older report is warned about. */
const MAXIMUM_AGE_DAYS = 7;
/** Clocks without a zone differ by less. */
const FUTURE_DAYS = 1;

/**
 * A report of another commit, one that changed after it was stamped, and one that a later attempt of its run made again can't
 * be relied on; age alone, and a report that the manifest of its folder leaves out, are warned of.
 */
export function judgeFreshness(read: ReadReport[], manifests: Manifest[], present: Present): ReadReport[] {
  const stamped = manifests.filter((manifest) => manifest.state === 'read');
  return read.map((one) => {
    if (one.state !== 'read') return one;
    const { path } = one.report.provenance;
    const around = manifests.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
    const stamps = stamped.flatMap((manifest) => {
      const file = manifest.files.get(path);
      return file === undefined ? [] : [{ manifest, file }];
    });
    const report = withStamp(one.report, stamps);
    const [first, ...more] = [
      ...around.flatMap((manifest) => (manifest.state === 'broken' ? [manifest.problem] : [])),
      ...stamps.flatMap((stamp) => changed(report.provenance, stamp)),
      ...stale(one.report.provenance, stamps, present),
      ...stamps.flatMap((stamp) => superseded(path, stamp, stamped)),
    ];
    if (first !== undefined) return unreliable(report, [first, ...more]);
    const warnings = [...age(report.provenance, present), ...unstamped(report.provenance, around, stamps)];
    return { ...one, report, warnings: [...one.warnings, ...warnings] };
  });
}

/** Of reports that name a commit nobody can say whether they are stale, where the judged one is unknown. */
export function uncheckedCommits(read: ReadReport[], { commit }: Present): Problem[] {
  const named = read.flatMap((one) => (one.state === 'read' && one.report.provenance.commit ? [one.report] : []));
  const [first] = named;
  if (commit !== null || first === undefined) return [];
  const more = named.length > 1 ? ` and ${named.length - 1} more` : '';
  const message = `This is no git repository, so nobody can say whether reports that name a commit (${first.provenance.path}${more}) are of this state.`;
  return [{ code: 'commit-unknown', message, hint: 'Judge in a checkout of the repository.' }];
}

function withStamp(report: EvidenceReport, stamps: Stamp[]): EvidenceReport {
  const [stamp] = stamps.map(({ manifest }) => manifest.stamp);
  if (stamp === undefined) return report;
  const { provenance } = report;
  const { commit = stamp.commit.toLowerCase(), createdAt = stamp.createdAt } = provenance;
  return { ...report, provenance: { ...provenance, commit, createdAt } };
}

function unreliable({ provenance, evidence }: EvidenceReport, problems: [Problem, ...Problem[]]): ReadReport {
  const concern = evidence.kind === 'diagnostics' ? evidence.concern : undefined;
  return { state: 'unreliable', report: { kind: evidence.kind, concern, provenance, problems } };
}

function changed({ path, sha256 }: Provenance, { manifest, file }: Stamp): Problem[] {
  if (sha256 === file.sha256) return [];
  const message = `The report changed after ${manifest.path} stamped it: its SHA-256 is another one.`;
  return [{ code: 'report-changed', message, at: { path }, hint: 'Stamp reports when all of them are written.' }];
}

function stale({ path, commit: own }: Provenance, stamps: Stamp[], present: Present): Problem[] {
  const named = [
    ...(own === undefined ? [] : [{ commit: own, by: 'it' }]),
    ...stamps.map(({ manifest }) => ({ commit: manifest.stamp.commit, by: manifest.path })),
  ];
  const wrong = named.find(({ commit }) => !isCurrent(commit, present));
  if (wrong === undefined || present.commit === null) return [];
  const message = `The report is stale: it is of commit ${short(wrong.commit)}, as ${wrong.by} says; judged is ${short(present.commit)}.`;
  const hint = 'Make it again from this commit; one of a cache or another run proves nothing of it.';
  return [{ code: 'report-stale', message, at: { path }, hint }];
}

/** An abbreviated commit is the one that begins like it. */
function isCurrent(named: string, { commit, alsoCurrent }: Present): boolean {
  const prefix = named.toLowerCase();
  return commit === null || [commit, ...alsoCurrent].some((current) => current.toLowerCase().startsWith(prefix));
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

function superseded(path: string, { manifest, file }: Stamp, manifests: ReadManifest[]): Problem[] {
  const { run } = manifest.stamp;
  if (run === undefined) return [];
  const later = manifests.find(
    ({ stamp, files }) =>
      stamp.run?.id === run.id &&
      stamp.run.attempt > run.attempt &&
      [...files].some(([other, { name }]) => name === file.name && other !== path),
  );
  const attempt = later?.stamp.run?.attempt;
  if (later === undefined || attempt === undefined) return [];
  const message = `The report is of attempt ${run.attempt} of run ${run.id}; attempt ${attempt} made it again (${later.path}).`;
  const hint = 'Keep the reports of the last attempt only.';
  return [{ code: 'report-superseded', message, at: { path }, hint }];
}

function unstamped({ path, commit }: Provenance, around: Manifest[], stamps: Stamp[]): Problem[] {
  const [manifest] = around;
  if (manifest === undefined || stamps.length > 0 || commit !== undefined || isAuditList(path)) return [];
  const message = `${manifest.path} does not list this report, so nobody knows of which commit it is.`;
  return [
    { code: 'report-unstamped', message, at: { path }, hint: 'Stamp it too, or remove what an earlier run left.' },
  ];
}

/** A committed list of audited secrets may be as old as it likes. */
function age({ path, createdAt }: Provenance, { now }: Present): Problem[] {
  if (createdAt === undefined || isAuditList(path)) return [];
  const days = (Date.parse(now) - Date.parse(createdAt)) / DAY;
  const day = createdAt.slice(0, 10);
  if (days > MAXIMUM_AGE_DAYS) {
    const message = `The report is ${Math.floor(days)} days old (${day}).`;
    return [{ code: 'report-old', message, at: { path }, hint: 'Make reports in the run that judges them.' }];
  }
  if (days >= -FUTURE_DAYS) return [];
  const message = `The report says it was made in the future (${day}).`;
  return [{ code: 'report-in-future', message, at: { path }, hint: 'Check the clock of the machine that made it.' }];
}
