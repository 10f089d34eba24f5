import { type AnswerTo, type Ask, routes } from '#application/index.js';
import { type CalendarDate, OPEN } from '#domain/index.js';
import { day, daysBetween } from '../words/dates.js';
import { type Names, nameOf, namesIn } from '../words/names.js';

export type LedAction = AnswerTo<typeof routes.actions>['items'][number];

const PAGE = 100;

/** The actions that a party leads, at most so many; `whole` where there are no more. */
export async function ledBy(ask: Ask, party: string, most: number) {
  const items: LedAction[] = [];
  let names: Names = {};
  let cursor: string | null = null;
  do {
    const query = { owner: party, limit: String(Math.min(PAGE, most - items.length)), ...(cursor && { cursor }) };
    const page: AnswerTo<typeof routes.actions> = await ask(routes.actions, query);
    items.push(...page.items);
    names = { ...names, ...namesIn(page) };
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < most);
  return { items, names, whole: cursor === null };
}

/** Those that are not done, by the day that each was agreed for; those without a day last. */
export const openOf = (items: readonly LedAction[]): readonly LedAction[] =>
  items.filter(({ status }) => OPEN.includes(status)).sort(latestFirst);

function latestFirst(one: LedAction, other: LedAction): number {
  const [first, second] = [dueOf(one) ?? '9999', dueOf(other) ?? '9999'];
  return first < second ? -1 : first > second ? 1 : one.reference < other.reference ? -1 : 1;
}

/** The day that an action was agreed for; of one that comes round, the next. */
export const dueOf = ({ nextDue, agreed }: LedAction): CalendarDate | null => nextDue ?? agreed?.latest ?? null;

/** By how many days it is past its agreed date; null where it is not. */
export function daysLate(action: LedAction, today: CalendarDate): number | null {
  const due = dueOf(action);
  return action.overdue && due ? daysBetween(due, today) : null;
}

/** What waits for an answer of the lead or of a board, a sentence each. */
export function askedOf(action: LedAction, names: Names): readonly string[] {
  const { dateRequest, declined, escalation, reviewDueSince, deferral } = action;
  return [
    ...(declined ? [`It was sent back${declined.narrative ? `: “${declined.narrative}”` : '.'}`] : []),
    ...(dateRequest ? [`Another date was asked for, ${dateRequest.timescale.text}: it is not answered yet.`] : []),
    ...(escalation && escalation.answer === null
      ? [`${nameOf(names, escalation.to)} was asked, and has not answered yet: “${escalation.ask}”`]
      : []),
    ...(reviewDueSince ? [`It was to be looked at again on ${day(reviewDueSince)}.`] : []),
    ...(deferral?.dueSince ? [`It was put off until ${day(deferral.dueSince)}. Say what happens now.`] : []),
  ];
}
