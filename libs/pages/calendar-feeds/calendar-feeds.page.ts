import { type AnswerTo, routes } from '#application/index.js';
import { ADMINISTERS, READS } from '#domain/index.js';
import { partiesOf } from '../admin/tokens.page.js';
import { definePage, type PageContext, type WebPage } from '../frame/page.js';
import { when } from '../words/dates.js';
import { fullNameOf, nameOf } from '../words/names.js';

interface FeedTold {
  readonly id: string;
  readonly party: string;
  readonly programme: string | null;
  readonly mine: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface CalendarFeedsState {
  readonly feeds: readonly FeedTold[];
  /** The address of one that was just made: shown this once. */
  readonly made?: string;
  readonly revoked?: boolean;
  /** Why none was made. */
  readonly wrong?: string;
}

export const CALENDAR_FEEDS_PATH = '/calendar/feeds';
/** What the form says for the whole plan, and for what the reader leads; else a programme. */
const WHOLE = 'whole';
const MINE = 'mine';
const MOST_PROGRAMMES = '100';

/** What the form asks for: `of` is a choice of its one list. */
export const feedAsked = (of: string): { programme: string | undefined; mine: boolean } => ({
  programme: of === '' || of === WHOLE || of === MINE ? undefined : of,
  mine: of === MINE,
});

/** Puts the plan into the reader's own calendar: a feed is made, listed and revoked. */
export const calendarFeedsPage = ({ feeds, made, revoked, wrong }: CalendarFeedsState): WebPage =>
  definePage({
    path: CALENDAR_FEEDS_PATH.slice(1),
    template: 'calendar-feeds',
    section: 'mine',
    roles: READS,
    async make(context) {
      const { ask, href, signedIn } = context;
      const { items } = await ask(routes.programmes, { limit: MOST_PROGRAMMES });
      const isAdministrator = signedIn.roles.some((role) => ADMINISTERS.includes(role));
      if (isAdministrator) await partiesOf(context, new Set(feeds.map(({ party }) => party)));
      return {
        title: 'Put the plan into your own calendar',
        crumbs: [{ text: 'Calendar', href: href('/calendar') }],
        choices: choicesOf(items),
        feeds: feeds.map((feed) => rowOf(feed, context)),
        showsWhose: isAdministrator,
        made: made && { address: made, subscribe: made.replace(/^https?:/, 'webcal:') },
        revoked,
        wrong,
        file: href('/calendar.ics'),
      };
    },
  });

type Programme = AnswerTo<typeof routes.programmes>['items'][number];

const choicesOf = (programmes: readonly Programme[]) => [
  { value: WHOLE, text: 'The whole plan' },
  { value: MINE, text: 'Only what I lead' },
  ...programmes
    .filter(({ status }) => status === 'open')
    .map(({ reference, name }) => ({ value: reference, text: `${name} (${reference})` })),
];

function rowOf({ id, party, programme, mine, createdAt, lastUsedAt }: FeedTold, { names }: PageContext) {
  return {
    of: mine ? 'What is led' : programme ? nameOf(names, programme) : 'The whole plan',
    whose: fullNameOf(names, party),
    made: when(createdAt),
    used: lastUsedAt && when(lastUsedAt),
    revoke: `${CALENDAR_FEEDS_PATH}/${id}/revoke`,
  };
}
