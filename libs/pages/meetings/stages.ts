import type { AnswerTo, routes } from '#application/index.js';
import { PLANS } from '#domain/index.js';
import { isPast } from '../frame/moment.js';
import type { PageContext } from '../frame/page.js';

type Meeting = Pick<AnswerTo<typeof routes.meeting>, 'reference' | 'status'>;
type Stage = 'pack' | 'room' | 'minutes';

export interface StageLink {
  readonly text: string;
  readonly href: string;
  readonly isHere: boolean;
}

const STAGES: readonly { readonly stage: Stage; readonly text: string }[] = [
  { stage: 'pack', text: 'Before: the pack' },
  { stage: 'room', text: 'In the room' },
  { stage: 'minutes', text: 'After: the minutes' },
];

/** The ways between the pages of one meeting. In the room something is recorded, so readers and the past have none. */
export function stagesOf(
  { href, moment, signedIn }: Pick<PageContext, 'href' | 'moment' | 'signedIn'>,
  { reference, status }: Meeting,
  here?: Stage,
): readonly StageLink[] {
  const records = !isPast(moment) && status !== 'cancelled' && signedIn.roles.some((role) => PLANS.includes(role));
  return STAGES.filter(({ stage }) => stage !== 'room' || records).map(({ stage, text }) => ({
    text,
    href: href(`/meetings/${reference}/${stage}`),
    isHere: stage === here,
  }));
}
