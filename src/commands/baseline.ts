import { baselineFromText, brokenBaseline, noBaseline } from '../collect/index.ts';
import { ReadFailure, type Baseline, type Change } from '../model/index.ts';
import type { WantedFacts } from '../run/index.ts';

/** The run that is compared with: the one that was given as files, else that of the API, if something asks for it. */
export async function baselineOf(
  { readBaseline }: Change,
  wanted: Pick<WantedFacts, 'baseline'>,
  given: Baseline,
): Promise<Baseline> {
  if (given.absent !== null || readBaseline === null) return given;
  if (!wanted.baseline) return noBaseline('nothing that is required asks for one');
  try {
    const found = await readBaseline();
    return 'absent' in found ? noBaseline(found.absent) : baselineFromText(found.text, found.provenance);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return brokenBaseline(error.problem, null);
  }
}
