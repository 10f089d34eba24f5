import type { AnswerTo, routes } from '#application/index.js';
import { onWhen } from './dates.js';
import { fullNameOf, type Names } from './names.js';
import { moved } from './promises.js';
import { saysMore, windowText } from './timescale.js';

type Request = NonNullable<AnswerTo<typeof routes.action>['dateRequest']>;

/** A date that was asked for and waits for an answer, in pieces of a sentence. */
export interface AskedFor {
  readonly strong: string;
  readonly rest: string;
  /** In the words of whoever asked. */
  readonly reason: string;
  readonly by: string;
}

/** "Asked for: by 30 June 2019", "92 days later", why, and for whom it waits. */
export function askedFor(request: Request | null, names: Names, waitsFor = 'the board'): AskedFor | null {
  if (!request) return null;
  const { timescale, movement, days, reason, by, occurredAt } = request;
  const window = windowText(timescale);
  const isDated = timescale.earliest !== null || timescale.latest !== null;
  const more = isDated ? saysMore(timescale) : null;
  return {
    strong: isDated ? `${window.charAt(0).toLowerCase()}${window.slice(1)}` : `“${timescale.text}”`,
    rest: [more, moved(movement, days)].filter(Boolean).join(', '),
    reason,
    by: `${fullNameOf(names, by)}, ${onWhen(occurredAt)}. It waits for ${waitsFor} to agree; the agreed date stays until then.`,
  };
}
