import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { creationForms } from '../forms/offered.js';
import { downloads } from '../frame/downloads.js';
import { definePage } from '../frame/page.js';
import { capital, count, day, dayAndMonth, when } from '../words/dates.js';
import { disposition } from '../words/labels.js';
import { type Names, nameOf } from '../words/names.js';

type TimelineRow = AnswerOf<(typeof routes.timeline)['answers']>['items'][number];

/** How many stand on a page. */
const ROWS = '50';

/** What was decided, in the order of when it was true, and what has become of it. */
export const decisions = definePage({
  path: 'decisions',
  template: 'decisions',
  section: 'decisions',
  roles: READS,
  async make(context) {
    const { ask, query, names, href } = context;
    const { programme, group, cursor } = query;
    const asked = { kind: 'decision', order: 'newest', limit: ROWS, programme, group, cursor };
    const timeline = await ask(routes.timeline, given(asked));
    const programmes = await ask(routes.programmes, { limit: '100' });
    const groups = await ask(routes.groups, { limit: '100' });
    const isUndated = (row: TimelineRow) => row.what === 'recorded' && row.decision?.decidedOn === 'not-stated';
    const dated = timeline.items.filter((row) => !isUndated(row));
    const undated = timeline.items.filter(isUndated);
    const option = ({ reference, name }: { reference: string; name: string }) => ({ value: reference, text: name });
    return {
      title: 'Decisions in order',
      makes: creationForms(context, ['decision'], group ? { group } : {}),
      crumbs: [{ text: 'Plan', href: href('/') }],
      fields: [
        {
          name: 'programme',
          label: 'Programme',
          any: 'All programmes',
          value: programme,
          options: programmes.items.map(option),
        },
        { name: 'group', label: 'Overseen by', any: 'Any board', value: group, options: groups.items.map(option) },
      ],
      clear: programme || group ? href('/decisions') : null,
      counted: `${count(timeline.items.length, 'entry', 'entries')}${timeline.nextCursor || cursor ? ' on this page' : ''}, newest first.`,
      // The page asks which group oversees a decision, the export which one took it.
      downloads: {
        ...downloads(href, 'decisions', 'decisions', given({ programme })),
        ...(group && { all: 'of every group' }),
      },
      hasUndated: undated.length > 0,
      years: yearsOf(dated.map((row) => entryOf(row, names))),
      undated: undated.map((row) => ({ ...entryOf(row, names), ...undatedOf(row) })),
      next: timeline.nextCursor && href('/decisions', { programme, group, cursor: timeline.nextCursor }),
      first: cursor ? href('/decisions', { programme, group }) : null,
      standsMore: 'Order is by when it was true. A decision whose day is not stated stands at the end.',
    };
  },
});

const given = (asked: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value));

const WHAT: Readonly<Record<string, string>> = {
  'condition-met': 'Condition met',
  'condition-waived': 'Condition waived',
  'condition-failed': 'Condition cannot be met',
  released: 'Released',
  reviewed: 'Reviewed',
  challenged: 'Challenged',
  'challenge-resolved': 'Challenge answered',
  superseded: 'Replaced',
  revoked: 'Revoked',
};

/** One entry: a decision that was taken, or what became of one. */
function entryOf(row: TimelineRow, names: Names) {
  const { decision, what, occurredAt, precision, reason } = row;
  const recorded = what === 'recorded';
  const exact = precision === 'day' || precision === 'instant';
  const where = decision?.meeting ?? decision?.group;
  return {
    kind: 'decision',
    reference: row.reference,
    title: row.title,
    year: exact || precision === 'month' || precision === 'quarter' ? row.effectiveFrom.slice(0, 4) : occurredAt,
    on: exact ? dayAndMonth(occurredAt) : capital(day(occurredAt)),
    recorded,
    what: recorded ? disposition(decision?.disposition) : (WHAT[what] ?? capital(what.replaceAll('-', ' '))),
    words: recorded ? decision?.rationale : reason,
    supersedes: recorded ? decision?.supersedes : null,
    supersededBy: recorded ? decision?.supersededBy : null,
    reviewPast: recorded && decision?.reviewPast ? day(decision.reviewBy) : null,
    where: recorded && where ? capital(nameOf(names, where)) : null,
    affects: recorded ? (decision?.affects ?? []) : [],
    recordedAt: when(row.recordedAt),
    number: row.number,
  };
}

function undatedOf({ decision }: TimelineRow) {
  const conditions = decision?.conditions ?? [];
  const open = conditions.filter(({ outcome }) => outcome === 'open').length;
  return {
    condition: conditions.length === 0 ? null : open > 0 ? 'Condition open' : 'Condition settled',
    released: decision?.status === 'released',
    reviewBy: decision?.reviewBy ? day(decision.reviewBy) : null,
  };
}

type Entry = ReturnType<typeof entryOf>;

/** Entries of one year together, in the order in which they stand. */
function yearsOf(entries: readonly Entry[]) {
  const years = new Map<string, Entry[]>();
  for (const entry of entries) years.set(entry.year, [...(years.get(entry.year) ?? []), entry]);
  return [...years].map(([year, of]) => ({ year: capital(day(year)), entries: of }));
}
