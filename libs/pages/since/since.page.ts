import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { downloads } from '../frame/downloads.js';
import type { IssuedMeeting } from '../frame/frame.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { count, day } from '../words/dates.js';
import { nameOf } from '../words/names.js';
import { decisionPanes, measuredRows, rowsOf, type ToldChanges, type What } from './changed-rows.js';
import { sentences } from './sentences.js';

const DECIDED: readonly What[] = [
  ...(['decided', 'condition-met', 'condition-waived', 'condition-failed', 'released', 'reviewed'] as const),
  ...(['challenged', 'challenge-resolved', 'superseded', 'revoked'] as const),
];
/** In the order in which a board asks; what none of them names stands at the end. */
const SECTIONS = {
  done: ['completed', 'verified', 'declined', 'met', 'met-reversed', 'occurrence-completed'],
  moved: ['slipped', 'brought-forward', 'redated'],
  rated: ['rated'],
  begun: ['started', 'resumed'],
  held: ['blocked', 'unblocked', 'deferred', 'suspended', 'occurrence-missed', 'missed', 'escalated'],
  scope: ['added', 'withdrawn', 'moved', 'split', 'merged', 'reopened', 'closed'],
  corrected: ['corrected', 'reading-confirmed'],
} as const satisfies Readonly<Record<string, readonly What[]>>;
const MEASURED: readonly What[] = ['measured', 'breached', 'recovered'];
const TOLD: readonly What[] = [...DECIDED, ...Object.values(SECTIONS).flat(), ...MEASURED];

/** What changed between two moments, why, and on whose word: in the order in which a board asks. */
export const since = definePage({
  path: 'groups/:ref/since',
  template: 'since',
  section: 'since',
  roles: READS,
  async make({ ask, path, query, href, names, packs }) {
    const group = (path.ref ?? '').toUpperCase();
    const { from, to, cursor } = query;
    const changes = await ask(routes.changes, {
      group,
      limit: '100',
      ...(from && { since: from }),
      ...(to && { until: to }),
      ...(cursor && { cursor }),
    });
    const items = changes.items.filter(({ kind }) => kind !== 'meeting');
    const decided = rowsOf(items, DECIDED, names);
    const references = decided.map(({ item }) => item.reference).join(',');
    const decisions = references ? (await ask(routes.decisions, { references, limit: '100' })).items : [];
    const panes = decisionPanes(decided, decisions);
    const measured = measuredRows(items, names);
    const sections = Object.fromEntries(
      Object.entries(SECTIONS).map(([name, whats]) => [name, rowsOf(items, whats, names)]),
    );
    const others = [...new Set(items.flatMap(({ what }) => what))].filter((what) => !TOLD.includes(what));
    const name = changes.group?.name ?? group;
    const known = packs.filter((pack) => pack.group === group && (pack.number ?? 0) < changes.asOf.number);
    const moments = { from: momentOf(changes.since, known), to: momentOf(changes.until, known) };
    return {
      title: `Since we last met: ${name}`,
      heading: name,
      board: group,
      paper: `From event ${changes.since.asOf.number} to event ${changes.until.asOf.number}`,
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: name, href: href(`/groups/${group}`) },
      ],
      downloads: downloads(href, 'changes', 'what changed', { group, since: from, until: to }),
      action: `/groups/${group}/since`,
      fromOptions: optionsOf(known, from ?? changes.since.meeting, 'The meeting before'),
      toOptions: optionsOf(known, to, 'The moment of this page'),
      moments,
      twoMoments: { from: moments.from.says, to: changes.until.by === 'now' ? null : moments.to.says },
      sentences: sentences(changes, { panes, measured, sections }),
      panes,
      ...sections,
      measured,
      missed: measured.filter(({ missed }) => missed).length,
      newlyPast: changes.newlyPast,
      noLongerPast: changes.noLongerPast,
      others: rowsOf(items, others, names),
      meetings: changes.items
        .filter(({ kind }) => kind === 'meeting')
        .map((item) => ({ item, name: nameOf(names, item.reference), rows: rowsOf([item], item.what, names) })),
      total: changes.totals.items,
      shown: changes.items.length,
      cut: changes.cut?.eventsLeft ?? 0,
      next: nextPage(href, `/groups/${group}/since`, { ...(from && { from }), ...(to && { to }) }, changes.nextCursor),
      standsMore: `It compares event ${changes.since.asOf.number} with event ${changes.until.asOf.number}: ${count(changes.totals.events, 'event')} in what the ${name} oversees.`,
    };
  },
});

const optionsOf = (packs: readonly IssuedMeeting[], chosen: string | null | undefined, otherwise: string) => [
  { value: '', text: otherwise, selected: !chosen },
  ...packs.map(({ reference, startsAt }) => ({
    value: reference,
    text: `The pack for ${day(startsAt)}`,
    selected: reference === chosen,
  })),
];

type Stood = ToldChanges['since'];

/** "the pack for 15 January 2019", with the event that it stands on. */
function momentOf({ by, meeting, instant, asOf }: Stood, packs: readonly IssuedMeeting[]) {
  const held = packs.find(({ reference }) => reference === meeting);
  return { says: saysOf(by, held ? day(held.startsAt) : day(instant)), number: asOf.number };
}

function saysOf(by: Stood['by'], on: string): string {
  switch (by) {
    case 'pack':
      return `the pack for ${on}`;
    case 'start-of-meeting':
      return `the beginning of the meeting of ${on}`;
    case 'now':
      return 'the moment of this page';
    case 'beginning':
      return 'the beginning of the ledger';
    case 'position':
      return 'an exact moment';
    case 'instant':
    case 'days-back':
      return on;
  }
}
