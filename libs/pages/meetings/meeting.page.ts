import { type AnswerTo, type historyRoutes, routes } from '#application/index.js';
import { AUDITS, READS, type Role, SEES_EVERYTHING } from '#domain/index.js';
import { offeredForms } from '../forms/offered.js';
import { downloads } from '../frame/downloads.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { historyEntry } from '../history/history.js';
import { day, list, when } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';
import { quorumDiffers, quorumSays } from '../words/quorum.js';
import { stagesOf } from './stages.js';

type Meeting = AnswerTo<typeof routes.meeting>;
type Entry = AnswerTo<typeof historyRoutes.meeting>['items'][number];

/** Its day, who was there, the pack with its proof, and what was recorded at it, in the order of its minutes. */
export const meeting = definePage({
  path: 'meetings/:ref',
  template: 'meeting',
  section: 'meetings',
  roles: READS,
  async make(context) {
    const { ask, path, query, href, names, signedIn } = context;
    const ref = path.ref ?? '';
    const found = await ask(routes.meeting, {}, { ref });
    const pack = found.pack && (await ask(routes.pack, {}, { ref }));
    const { cursor } = query;
    const recorded = await ask(routes.audit, { meeting: ref, limit: '100', ...(cursor && { cursor }) });
    const { reference, group } = found;
    const name = found.title ?? nameOf(names, group);
    return {
      title: `${name}, ${day(found.startsAt)}`,
      board: group,
      crumbs: [{ text: 'Meetings', href: href('/meetings') }],
      meeting: found,
      offered: await offeredForms(context, 'meeting', reference, found),
      name,
      state: stateOf(found),
      stages: stagesOf(context, found),
      downloads: downloads(href, 'action-log', `action log, ${name}`, { of: reference }, ['docx', 'xlsx', 'csv']),
      facts: factsOf(found, names),
      pack: pack && {
        ...pack,
        report: `/groups/${group}/report?meeting=${reference}`,
        since: `/groups/${group}/since?meeting=${reference}`,
        file: seesEvery(signedIn.roles) ? `/api/meetings/${reference}/pack.zip` : null,
      },
      groupHref: href(`/groups/${group}`),
      rows: byMinute(recorded.items).map((event) => {
        const { reference: item, minuteRef: minute } = event;
        return { item, minute, ...historyEntry(event, { names }) };
      }),
      more: nextPage(href, `/meetings/${reference}`, {}, recorded.nextCursor),
      isWhole: !cursor && recorded.nextCursor === null,
    };
  },
});

/** The file holds every event. */
const seesEvery = (roles: readonly Role[]) =>
  [SEES_EVERYTHING, AUDITS].every((each) => roles.some((role) => each.includes(role)));

function stateOf({ status, startsAt, quorate, quorum }: Meeting): string {
  const wasQuorate = quorum?.quorate ?? quorate;
  switch (status) {
    case 'scheduled':
      return `It is called for ${when(startsAt)}.`;
    case 'cancelled':
      return `It was called for ${when(startsAt)} and cancelled.`;
    default:
      return `It was held on ${when(startsAt)}${wasQuorate === null ? '' : wasQuorate ? ', with a quorum' : ', without a quorum'}. ${status === 'minuted' ? 'Its minutes are approved.' : 'Its minutes are not approved yet.'}`;
  }
}

function factsOf(meeting: Meeting, names: Names) {
  const { status, present, apologies, quorum } = meeting;
  const named = (references: readonly string[]) => list(references.map((each) => nameOf(names, each)));
  if (status === 'scheduled' || status === 'cancelled') return [];
  return [
    { key: 'Present', value: named(present) || 'not stated' },
    { key: 'Apologies', value: named(apologies) || 'none' },
    ...(quorum
      ? [{ key: 'Quorum', value: [quorumSays(meeting, names), quorumDiffers(meeting)].filter(Boolean).join(' ') }]
      : []),
  ];
}

/** "Minute 4.10" after "Minute 4.2"; what has no minute stands last, as recorded. */
function byMinute(events: readonly Entry[]): readonly Entry[] {
  const order = new Intl.Collator('en-GB', { numeric: true });
  const minutes = events.filter(({ minuteRef }) => minuteRef !== null);
  return [
    ...minutes.sort(
      (one, other) => order.compare(one.minuteRef ?? '', other.minuteRef ?? '') || one.number - other.number,
    ),
    ...events.filter(({ minuteRef }) => minuteRef === null),
  ];
}
