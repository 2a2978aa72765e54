import { UserError } from '../../model/index.ts';
import type { NewComponent } from './component.ts';
import { idOf, proseOf } from './names.ts';

/** Puts a question to a human and hands back the answer, `fallback` where it is empty. */
export type Ask = (question: string, fallback: string) => Promise<string>;

/** The components as a human wants them: which ones, or the id of the only one, and who answers for them. */
export async function questioned(components: NewComponent[], ask: Ask): Promise<NewComponent[]> {
  const [only, another] = components;
  if (only === undefined) return [];
  const chosen = another === undefined ? [await described(only, ask)] : await choice(components, ask);
  const author = await ask('Author of the specifications (empty: to be filled in)', '');
  return chosen.map((component) => ({ ...component, author: proseOf(author) }));
}

async function described(component: NewComponent, ask: Ask): Promise<NewComponent> {
  const id = idOf(await ask('Component id', component.id));
  const purpose =
    proseOf(component.purpose) ?? proseOf(await ask('What is it for, in a sentence (empty: to be filled in)', ''));
  return { ...component, id, purpose };
}

/** @throws UserError for an id that is none of theirs. */
async function choice(components: NewComponent[], ask: Ask): Promise<NewComponent[]> {
  const ids = components.map(({ id }) => id);
  const answer = await ask('Components to describe', ids.join(', '));
  const wanted = answer.split(/[\s,]+/).filter((id) => id !== '');
  const [unknown] = wanted.filter((id) => !ids.includes(id));
  if (unknown === undefined) return components.filter(({ id }) => wanted.includes(id));
  throw new UserError({
    code: 'unknown-component',
    message: `There is no component "${unknown}"; nothing was written.`,
    hint: `Expected some of ${ids.join(', ')}.`,
  });
}
