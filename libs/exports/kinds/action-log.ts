import { type AnswerTo, type Ask, executeInSnapshot, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { OPEN } from '#domain/index.js';
import { parameter } from '#read-store/index.js';
import { day, lines, longText, sheetOf, text } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf, type ExportSource, pinnedAt } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';

type Action = AnswerTo<typeof routes.actions>['items'][number];
type Row = ItemNamed<Action> & { readonly here: readonly string[] };

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  longText(OWN.action, ({ item }) => item.title),
  text(OWN.lead, ({ item }) => item.owner, 12),
  text('Lead name', ({ item, names }) => nameIn(names, item.owner), 24),
  text(OWN.timescale, ({ item }) => item.agreed?.text, 28),
  day('Latest', ({ item }) => item.agreed?.latest),
  text('Forecast', ({ item }) => item.forecast?.text, 24),
  text(OWN.status, ({ item }) => item.status, 14),
  text('Rating', ({ item }) => item.rating?.rating ?? item.derivedRating.rating, 10),
  longText('Update', ({ item }) => updateOf(item)),
  longText('At this meeting', ({ here }) => lines(here), 40),
]);

/** Where the columns of a board's Word file stand. */
export const LOG = {
  reference: 0,
  action: 1,
  lead: 2,
  name: 3,
  timescale: 4,
  status: 7,
  update: 9,
  here: 10,
};

const updateOf = ({ completion, block, deferral, progress }: Action) =>
  (completion ?? block ?? deferral ?? progress)?.narrative ?? null;

const MOST_PAGES = 20;

/** What the meeting recorded of each action, by its reference. */
async function recordedAt(meeting: string, ask: Ask): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  let cursor: string | null | undefined;
  for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages++) {
    const next = cursor === undefined ? {} : { cursor };
    const answer = await ask(routes.audit, { meeting, kind: 'action', limit: '100', ...next });
    for (const { reference, type, number } of answer.items)
      found.set(reference, [...(found.get(reference) ?? []), `${wordsOf(type)} (event ${number})`]);
    cursor = answer.nextCursor;
  }
  return found;
}

/** `ActionTimescaleRevised` as "timescale revised". */
const wordsOf = (type: string) =>
  type
    .replace(/^Action/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();

/** Open actions of the meeting's group, and those that it recorded anything of. */
async function* batches({ filters, ...source }: ExportSource) {
  const { meeting = '' } = filters;
  const { moment, queries, reader } = source;
  const { group, at, pinned } = await executeInSnapshot(queries, moment, reader, async (ask, onDay) => {
    const { group, id, asOf } = await ask(routes.meeting, {}, { ref: meeting });
    return { group, at: await recordedAt(id, ask), pinned: pinnedAt(asOf, onDay, moment) };
  });
  yield* batchesOf({ ...source, moment: pinned, filters: { group } }, routes.actions, (answer) =>
    toldIn(answer)
      .map((row) => ({ ...row, here: at.get(row.item.reference) ?? [] }))
      .filter(({ item, here }) => OPEN.includes(item.status) || here.length > 0)
      .map(sheet.cells),
  );
}

export const kind = exportKind({
  summary: "A meeting's action log: the open actions of its group, and what it recorded of any.",
  file: 'action-log',
  title: 'Action log',
  parameters: { meeting: parameter.item('meeting', 'The meeting whose log it is, such as MHB-MTG12.') },
  needs: ['meeting'],
  word: true,
  headings: sheet.headings,
  batches,
});
