import type { AnswerTo, routes } from '#application/index.js';
import { list } from './dates.js';
import { type Names, nameOf } from './names.js';

type Meeting = Pick<AnswerTo<typeof routes.meeting>, 'quorum' | 'quorate'>;

/** "Quorate: 5 of the 4 needed were there, among them the chair." */
export function quorumSays({ quorum, quorate }: Meeting, names: Names, tense: 'are' | 'were' = 'were'): string {
  if (!quorum) return quorate === null ? '' : quorate ? 'The meeting was quorate.' : 'The meeting was not quorate.';
  const { present, atLeast, posts, missing } = quorum;
  const named = (references: readonly string[]) => list(references.map((each) => nameOf(names, each)));
  const here = posts.filter((post) => !missing.includes(post));
  const counted = `${present} of the ${atLeast} needed ${tense} ${tense === 'are' ? 'here' : 'there'}`;
  const among =
    missing.length > 0 ? `, but not ${named(missing)}` : here.length > 0 ? `, among them ${named(here)}` : '';
  return `${quorum.quorate ? 'Quorate' : 'Not quorate'}: ${counted}${among}.`;
}

/** What a person said, where the rule says otherwise. */
export function quorumDiffers({ quorum, quorate }: Meeting): string | null {
  if (!quorum || quorate === null || quorum.quorate === quorate) return null;
  return `Whoever recorded the meeting said that there was ${quorate ? 'a' : 'no'} quorum. The two differ.`;
}

/** The rule of a group, in a sentence. */
export function quorumRule(rule: AnswerTo<typeof routes.group>['quorum'], names: Names): string | null {
  if (!rule) return null;
  const posts = rule.posts.map((each) => nameOf(names, each));
  return `Quorum: ${rule.atLeast} must be there${posts.length > 0 ? `, among them ${list(posts)}` : ''}.`;
}
