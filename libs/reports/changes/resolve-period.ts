import { addDays, type Instant, isInstant, startOfDay, unknownReferenceMessage } from '#domain/index.js';
import { type MeetingView, packPosition, type ReportScope } from '#read-models/index.js';
import {
  findItem,
  type Item,
  type Moment,
  momentAt,
  parameter,
  type QueryContext,
  ReadError,
  type ValuesOf,
} from '#read-store/index.js';
import { heldMeetings } from '../figures/bounds.js';

export const PERIOD_FILTERS = {
  since: parameter.meetingOrMoment(
    'The earlier moment; the last meeting that the group held unless stated, or 90 days back.',
  ),
  until: parameter.meetingOrMoment('The later moment; now unless stated.'),
};
export type PeriodQuery = ValuesOf<typeof PERIOD_FILTERS>;
/** `beginning` is before the first event: the default when no meeting was held. */
export const POINT_SOURCES = [
  'pack',
  'start-of-meeting',
  'instant',
  'position',
  'days-back',
  'beginning',
  'now',
] as const;
export interface Point extends PointSource {
  readonly moment: Moment;
}
interface PointSource {
  readonly by: (typeof POINT_SOURCES)[number];
  readonly meeting: string | null;
  /** The time of the pack, meeting or instant; null for a position. */
  readonly instant: Instant | null;
}
export interface ReportPeriod {
  readonly since: Point;
  readonly until: Point;
}

/** The default span when the group has held no meeting. */
const DAYS_BACK = 90;

/**
 * Errors: `bad-moment` (reversed, later than the view, cancelled, or another group's meeting), `position-ahead`,
 * `before-the-beginning`, `moment-in-the-future` (meeting not begun), `unknown-reference`.
 */
export async function spanOf(view: QueryContext, scope: ReportScope, query: PeriodQuery): Promise<ReportPeriod> {
  const now: Point = { moment: view.moment, by: 'now', meeting: null, instant: null };
  const until = query.until === undefined ? now : await resolvePoint(view, scope, 'until', query.until);
  const since =
    query.since === undefined
      ? await lastMet({ ...view, moment: until.moment }, scope)
      : await resolvePoint(view, scope, 'since', query.since);
  const [from, to] = [since.moment.asOf.position, until.moment.asOf.position];
  if (from > to)
    throw new ReadError(
      'bad-moment',
      `since is at position ${from}, after until, which is at ${to}; the earlier moment comes first.`,
      { field: 'since', since: from, until: to },
    );
  return { since, until };
}

type PeriodField = keyof PeriodQuery;

async function resolvePoint(view: QueryContext, scope: ReportScope, field: PeriodField, text: string): Promise<Point> {
  const { known, ...found } = await resolveText(view, scope, field, text);
  const moment = await momentAt(view, known).catch((error: unknown) => {
    if (!(error instanceof ReadError)) throw error;
    const { code, message, fields } = error;
    throw new ReadError({ code, message, fields: { ...fields, field } });
  });
  const { position, number } = moment.asOf;
  if (position > view.moment.asOf.position)
    throw new ReadError('bad-moment', `${field} is later than the moment of the query; give an earlier one.`, {
      field,
      position,
    });
  if (number === 0)
    throw new ReadError('before-the-beginning', `${field} is before the first event of the ledger; give a later one.`, {
      field,
      begins: await beginning(view),
    });
  return { ...found, moment };
}

type MomentQuery = { readonly asOfPosition: number } | { readonly knownAt: Instant };

async function resolveText(
  view: QueryContext,
  scope: ReportScope,
  field: PeriodField,
  text: string,
): Promise<PointSource & { known: MomentQuery }> {
  if (/^\d+$/.test(text))
    return { known: { asOfPosition: Number(text) }, by: 'position', meeting: null, instant: null };
  if (isInstant(text)) return { known: { knownAt: text }, by: 'instant', meeting: null, instant: text };
  const meeting = await findItem<MeetingView>(view, 'meeting', text);
  if (!meeting)
    throw new ReadError(
      'unknown-reference',
      `${unknownReferenceMessage(field, 'meeting', text)} A date, an instant or a position is also accepted.`,
      { field, value: text },
    );
  const { reference } = meeting.head;
  const { status, group, pack } = meeting.state;
  if (status === 'cancelled')
    throw new ReadError('bad-moment', `Meeting ${reference} was cancelled; name one that was held.`, { field });
  if (scope.group && scope.group.id !== group)
    throw new ReadError(
      'bad-moment',
      `${reference} is not a meeting of ${scope.group.reference}; name one of that group.`,
      { field },
    );
  if (status === 'scheduled' && !pack)
    throw new ReadError(
      'moment-in-the-future',
      `Meeting ${reference} has not been held and has no pack; name one that was held.`,
      { field },
    );
  return ofMeeting(view, meeting);
}

/** Uses the position fixed by the pack, otherwise the last event before the meeting's start. */
async function ofMeeting(
  { db }: QueryContext,
  { head, state: { pack, startsAt } }: Item<MeetingView>,
): Promise<PointSource & { known: MomentQuery }> {
  const meeting = head.reference;
  return pack
    ? { known: { asOfPosition: await packPosition(db, pack) }, by: 'pack', meeting, instant: pack.issuedAt }
    : { known: { knownAt: startsAt }, by: 'start-of-meeting', meeting, instant: startsAt };
}

/** Falls back to a number of days, then to the beginning of the ledger. */
async function lastMet(view: QueryContext, scope: ReportScope): Promise<Point> {
  const [met] = scope.group ? await heldMeetings(view, scope.group.key, 1) : [];
  const meeting = met && (await findItem<MeetingView>(view, 'meeting', met.reference));
  if (meeting) {
    const { known, ...found } = await ofMeeting(view, meeting);
    return { ...found, moment: await momentAt(view, known) };
  }
  const instant = startOfDay(addDays(view.moment.day, -DAYS_BACK));
  const moment = await momentAt(view, { knownAt: instant });
  return { moment, by: moment.asOf.number === 0 ? 'beginning' : 'days-back', meeting: null, instant };
}

async function beginning({ db }: QueryContext): Promise<Instant | null> {
  const first = await db.selectFrom('audit').select('clock').orderBy('from_position').limit(1).executeTakeFirst();
  return first ? new Date(first.clock).toISOString() : null;
}
