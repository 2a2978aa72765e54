import type { Clause } from './clauses.ts';
import { says } from './phrases.ts';

const environmentWords =
  '(?:staging|stage|production|prod|pre-?prod(?:uction)?|development|dev|qa|uat|test|testing|sandbox|canary|integration|demo|beta|preview|live)(?:-[a-z0-9-]{1,30})?';
const canonical = new Map([
  ['stage', 'staging'],
  ['prod', 'production'],
  ['live', 'production'],
  ['dev', 'development'],
]);
const arrived = new RegExp(
  `(?<![\\w-])(?:deployed|released|shipped|rolled out|promoted|deploys (?:successfully|cleanly)) (?:successfully )?(?:to|in|into|on) (?:the |our )?(${environmentWords})(?![\\w-])`,
);
const present = new RegExp(
  `^(?:[\\w-]+ ){0,3}?(?:running|live|operational|up) (?:and \\w+ )?in (?:the )?(${environmentWords})(?![\\w-])`,
);
const noDeployment =
  /(?:^| )(?:ready|can|could|may|to be|being|able|automatically|automated|not|never|alerts?|dashboards?|rules|docs|documentation|runbook|tests?|config\w*|changes|monitoring|monitors|metrics|exporters?|agents?|secrets|traffic|data|previously|experiments?)(?: |$)/;
const named = `(?:(${environmentWords}) )?(?:deployments?|rollout|release|(?<=(?:${environmentWords}) )deploy|deploy(?= to ))(?: (?:to|in|on) (?:the |our )?(${environmentWords}))?(?: (?:environment|cluster))?`;
const subjectOf = new RegExp(`(?<![\\w-])${named}`);

/** The environment to which a line says that the component is deployed, `''` for the stage's own; `null` where it doesn't. */
export function demandedDeployment(clauses: readonly Clause[]): string | null {
  for (const clause of clauses) {
    const reached = arrived.exec(clause.words);
    if (reached !== null && !noDeployment.test(clause.words.slice(0, reached.index))) return environment(reached[1]);
    const running = present.exec(`${clause.words} ${clause.predicate}`);
    if (running !== null && !noDeployment.test(running[0])) return environment(running[1]);
    const subject = subjectOf.exec(clause.words);
    const isNamed = says(clause, {
      subject: named,
      states: ['passing', 'done', 'tested'],
      unless: /\b(?:zero-downtime|blue[-/ ]green|rolling|alert|dashboard|documentation|docs|notes?|no|failed)\b/,
    });
    if (subject !== null && isNamed) return environment(subject[1] ?? subject[2]);
  }
  return null;
}

function environment(written: string | undefined): string {
  return written === undefined ? '' : (canonical.get(written) ?? written);
}
