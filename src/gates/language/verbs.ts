/**
 * Verbs that, at the beginning of a line, make it a task ("Add tests"), a report of work done ("Added tests") or the
 * description of a behaviour ("Prevents …"), and, before a noun, make it an object that is only mentioned
 * ("dashboard shows test coverage"). Verbs that assert a state ("pass", "meet", "achieve", "ensure") are not among them.
 */
const mentioning = new Set(
  (
    'add address adjust allow analyse analyze announce archive ask assess assign avoid await block bump ' +
    'capture catch change choose clarify collect communicate configure consider consolidate contain convert coordinate ' +
    'count create cut debug decide decommission define delete deprecate describe design determine develop disable discuss ' +
    'display download draft drop eliminate emit enable encourage enforce enhance establish estimate evaluate examine ' +
    'expand explain explore export expose extend extract fail fetch finalise finalize finish fix follow gather generate get ' +
    'harden help highlight identify implement import improve include increase indicate inform inject initiate initialise ' +
    'initialize inspect install instrument integrate introduce investigate invite launch let link list lower make map ' +
    'measure mention migrate minimise minimize mock modify move notify obtain onboard optimise optimize organise ' +
    'organize outline perform persist plan prepare prevent prioritise prioritize prompt propose protect provide provision ' +
    'publish pull push raise rebase receive recommend record reduce refactor refine register reject remind remove rename render ' +
    'replace reproduce rerun research resolve restore restructure retire retry revise revisit rewrite rotate save ' +
    'scaffold schedule see select send set setup share show simplify skip split standardise standardize start store ' +
    'streamline submit suggest summarise summarize switch sync tag track train transfer translate trigger tune understand ' +
    'unify unlock update upgrade upload use visualise visualize wait wire wrap write'
  ).split(' '),
);

const irregular = new Map([
  ['wrote', 'write'],
  ['written', 'write'],
  ['writing', 'write'],
  ['made', 'make'],
  ['sent', 'send'],
  ['shown', 'show'],
  ['chosen', 'choose'],
  ['chose', 'choose'],
]);

/** Whether a word is one of these verbs, in any of its forms. */
export function isMentioningVerb(word: string): boolean {
  const base = irregular.get(word);
  return base !== undefined || basesOf(word).some((one) => mentioning.has(one));
}

/** What a word may be a form of: `configured` of `configure`, `tries` of `try`, `dropping` of `drop`. */
function basesOf(word: string): string[] {
  const stem = /^(.{2,}?)(?:s|es|ed|d|ing)$/.exec(word)?.[1] ?? word;
  const ending = word.replace(/(?:ing|ed|es|s|d)$/, '');
  return [word, stem, ending, `${ending}e`, ending.replace(/i$/, 'y'), ending.replace(/(.)\1$/, '$1')];
}
