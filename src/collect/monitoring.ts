import picomatch from 'picomatch';
import type { MonitoringFile, Problem } from '../model/index.ts';
import { readText } from '../workspace/index.ts';
import { looksLikeDashboard, readDashboard } from './grafana.ts';
import { looksLikeRules, readRules } from './prometheus.ts';

/** Where alert rules and dashboards are looked for; what a file is, its content says. */
const usualPlaces = [
  '**/{monitoring,alerts,alerting,prometheus,grafana,dashboards,observability,ops,deploy}/**/*.{yml,yaml,json}',
  '**/*{alert,rule,dashboard}*.{yml,yaml,json}',
];
/** A repository with more candidates names its files in the configuration. */
const MAXIMUM_FILES = 500;

/** Reads the alert rules and dashboards among the repository's files; `named` are the globs that the configuration adds. */
export async function collectMonitoring(
  root: string,
  repository: string[],
  named: string[],
): Promise<{ files: MonitoringFile[]; problems: Problem[] }> {
  const isNamed = picomatch(named, { dot: true, nocase: true });
  const isUsual = picomatch(usualPlaces, { dot: true, nocase: true });
  const usual = repository.filter((path) => isUsual(path) && !isNamed(path));
  const files: MonitoringFile[] = [];
  for (const path of repository.filter((one) => isNamed(one))) {
    const text = await readText(root, path);
    if (text.ok) files.push(readMonitoring(text.value, path) ?? foreign(path));
    else files.push({ state: 'unreadable', path, problems: text.problems });
  }
  for (const path of usual.slice(0, MAXIMUM_FILES)) {
    const text = await readText(root, path);
    const file = text.ok ? readMonitoring(text.value, path) : null;
    if (file !== null) files.push(file);
  }
  return { files, problems: usual.length > MAXIMUM_FILES ? [tooMany(usual.length)] : [] };
}

/** `null` when the file is neither. */
function readMonitoring({ text, sha256 }: { text: string; sha256: string }, path: string): MonitoringFile | null {
  const isDashboard = /\.json$/i.test(path) && looksLikeDashboard(text);
  if (!isDashboard && !looksLikeRules(text)) return null;
  const names = isDashboard ? readDashboard(text, path) : readRules(text, path);
  if (!names.ok) return { state: 'unreadable', path, problems: names.problems };
  const format = isDashboard ? 'grafana-dashboard' : 'prometheus-rules';
  return { state: 'read', path, provenance: { path, format, sha256, trust: 'self-reported' }, ...names.value };
}

function foreign(path: string): MonitoringFile {
  const problem = {
    code: 'monitoring-foreign',
    message: 'The file is named as monitoring, but holds neither alert rules nor a dashboard.',
    at: { path, line: 1 },
    hint: 'Expected Prometheus rules (groups with rules) or the JSON model of a Grafana dashboard.',
  };
  return { state: 'unreadable', path, problems: [problem] };
}

function tooMany(count: number): Problem {
  return {
    code: 'monitoring-too-many',
    message: `${count} files may be alert rules or dashboards; the first ${MAXIMUM_FILES} were read.`,
    hint: 'Name them in the configuration: monitoring-configured: { files: [...] }.',
  };
}
