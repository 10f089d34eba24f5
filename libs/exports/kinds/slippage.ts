import { type AnswerTo, type Ask, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { day, lines, longText, sheetOf, text, whole } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';

type Item = AnswerTo<typeof routes.slippageItems>['items'][number];
type Promised = Item['promises'][number];
type Row = ItemNamed<Item> & { readonly actual: string | null };

const isMove = ({ movement }: Promised) => movement !== null && movement !== 'unchanged';
const movesOf = ({ item }: Row) => item.promises.filter(isMove);
const first = ({ item }: Row) => item.promises.find(({ sort }) => sort !== 'forecast');
const agreed = ({ item }: Row) => item.promises.findLast(({ sort }) => sort !== 'forecast');
const forecast = ({ item }: Row) => item.promises.findLast(({ sort }) => sort === 'forecast');

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  text(OWN.programme, ({ item }) => item.programme, 12),
  text('Programme name', ({ item, names }) => nameIn(names, item.programme), 24),
  text('Kind', ({ item }) => item.kind, 10),
  longText('Title', ({ item }) => item.title),
  text('Lead', ({ item }) => item.owner, 12),
  text('Lead name', ({ item, names }) => nameIn(names, item.owner), 24),
  text('Original, as written', (row) => first(row)?.text, 28),
  day('Original', ({ item }) => item.original),
  text('Revised, as written', (row) => agreed(row)?.text, 28),
  day('Revised', ({ item }) => item.agreed),
  text('Forecast, as written', (row) => forecast(row)?.text, 28),
  day('Forecast', ({ item }) => item.forecast),
  text('Actual', ({ actual }) => actual, 20),
  whole('Times moved', ({ item }) => item.moves),
  whole('Of these later', ({ item }) => item.slips),
  whole('Days', ({ item }) => item.days),
  whole('Working days', ({ item }) => item.workingDays),
  longText('Moved by', (row) => lines(movesOf(row).map((move) => sayMover(move, row))), 36),
  longText('Why', (row) => lines(movesOf(row).map(({ reason }) => reason ?? 'No reason was given')), 50),
  longText('On whose word', (row) => lines(movesOf(row).map(({ authority }) => authority ?? 'unknown')), 14),
  longText('Every promise', ({ item }) => lines(item.promises.map(sayPromise)), 50),
]);

function sayMover({ by, onBehalfOf, meeting, recordedAt, number }: Promised, { names }: Row): string {
  const behalf = onBehalfOf ? ` on behalf of ${onBehalfOf.party}` : '';
  const at = meeting ? ` at ${meeting}` : '';
  return `${recordedAt.slice(0, 10)} ${nameIn(names, by) ?? by}${behalf}${at}, event ${number}`;
}

const sayPromise = ({ sort, text: written, latest, number }: Promised) =>
  `${sort}: ${written}${latest === null ? '' : ` (${latest})`}, event ${number}`;

/** When each was finished, by reference: of actions in one question, of milestones in one each. */
async function finished(items: readonly Item[], ask: Ask): Promise<ReadonlyMap<string, string | null>> {
  const of = (kind: Item['kind']) => items.filter((item) => item.kind === kind).map(({ reference }) => reference);
  const found = new Map<string, string | null>();
  const actions = of('action');
  if (actions.length > 0) {
    const answer = await ask(routes.actions, { references: actions.join(','), limit: '100' });
    for (const { reference, completion } of answer.items) found.set(reference, completion?.occurredAt ?? null);
  }
  for (const ref of of('milestone')) found.set(ref, (await ask(routes.milestone, {}, { ref })).metOn);
  return found;
}

export const kind = exportKind({
  summary: 'Dates that moved: original, revised, forecast and actual, how often, by whom and why.',
  file: 'slippage',
  title: 'Slippage',
  parameters: routes.slippageItems.parameters,
  byProgramme: (cells) => cells[1],
  headings: sheet.headings,
  batches: (source) =>
    batchesOf(source, routes.slippageItems, async (answer, ask) => {
      const actual = await finished(answer.items, ask);
      return toldIn(answer).map((row) => sheet.cells({ ...row, actual: actual.get(row.item.reference) ?? null }));
    }),
});
