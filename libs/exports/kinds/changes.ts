import { type AnswerTo, HttpProblem, routes } from '#application/index.js';
import { day, lines, listed, longText, sheetOf, text, whole } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';

type Changes = AnswerTo<typeof routes.changes>;
type Item = Changes['items'][number];
type Row = ItemNamed<Item> & Pick<Changes, 'since' | 'until'>;

const sheet = sheetOf<Row>([
  text('Item', ({ item }) => item.reference, 14),
  text('Kind', ({ item }) => item.kind, 10),
  text('Programme', ({ item }) => item.programme, 12),
  text('Programme name', ({ item, names }) => nameIn(names, item.programme), 24),
  longText('Title', ({ item }) => item.title),
  text('Status', ({ item }) => item.status, 14),
  text('What changed', ({ item }) => listed(item.what), 28),
  text('Date before', ({ item }) => item.slip?.before?.text, 24),
  day('Latest before', ({ item }) => item.slip?.before?.latest),
  text('Date after', ({ item }) => item.slip?.after.text, 24),
  day('Latest after', ({ item }) => item.slip?.after.latest),
  whole('Days later', ({ item }) => item.slip?.days),
  longText('Fields', ({ item }) => lines(item.changes.map(sayChange)), 60),
  whole('Events', ({ item }) => item.eventCount),
  longText('By whom and why', ({ item }) => lines(item.events.map(sayEvent)), 60),
  whole('Since event', ({ since }) => since.asOf.number),
  text('Since', ({ since }) => since.meeting ?? since.instant, 24),
  whole('Until event', ({ until }) => until.asOf.number),
  text('Until', ({ until }) => until.meeting ?? until.instant, 24),
]);

const sayChange = ({ field, before, after }: Item['changes'][number]) =>
  `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;

function sayEvent({ number, recordedAt, actor, reason, meeting }: Item['events'][number]): string {
  const at = meeting ? ` at ${meeting}` : '';
  const why = reason === null ? '' : `: ${reason}`;
  return `event ${number}, ${recordedAt.slice(0, 10)}, ${actor.name ?? actor.party}${at}${why}`;
}

/** A report that is cut would be taken for the whole. */
function refuseCut({ cut, until }: Changes): void {
  if (cut === null) return;
  const detail = `There are more changes than one file holds: ${cut.eventsLeft} events are left after event ${until.asOf.number}. Give a later since, or an earlier until.`;
  throw new HttpProblem('export-too-long', detail, { left: cut.eventsLeft });
}

export const kind = exportKind({
  summary: 'What changed between two meetings or moments, a row for each item.',
  file: 'changes',
  title: 'Changes',
  parameters: routes.changes.parameters,
  headings: sheet.headings,
  batches: (source) =>
    batchesOf(source, routes.changes, (answer) => {
      refuseCut(answer);
      const { since, until } = answer;
      return toldIn(answer).map((row) => sheet.cells({ ...row, since, until }));
    }),
});
