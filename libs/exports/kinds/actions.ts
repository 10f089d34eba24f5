import { type AnswerTo, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { day, instant, listed, longText, sheetOf, text, whole, yesNo } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';
import { actionItems } from './yaml-items.js';

type Action = AnswerTo<typeof routes.actions>['items'][number];
type Row = ItemNamed<Action>;

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  text(OWN.programme, ({ item }) => item.programme, 12),
  text('Programme name', ({ item, names }) => nameIn(names, item.programme), 24),
  longText(OWN.action, ({ item }) => item.title),
  longText(OWN.description, ({ item }) => item.description),
  text(OWN.lead, ({ item }) => item.owner, 12),
  text('Lead name', ({ item, names }) => nameIn(names, item.owner), 24),
  text('Other parties', ({ item }) => listed(item.parties.filter(({ part }) => part !== 'lead').map(sayParty)), 24),
  text(OWN.status, ({ item }) => item.status, 14),
  text(OWN.timescale, ({ item }) => item.agreed?.text, 28),
  day('Earliest', ({ item }) => item.agreed?.earliest),
  day('Latest', ({ item }) => item.agreed?.latest),
  text('How firm', ({ item }) => item.agreed?.firmness, 12),
  text('Agreed by', ({ item }) => item.agreedBy, 12),
  text('Original timescale', ({ item }) => item.original?.text, 28),
  day('Original earliest', ({ item }) => item.original?.earliest),
  day('Original latest', ({ item }) => item.original?.latest),
  text('Forecast', ({ item }) => item.forecast?.text, 28),
  day('Forecast latest', ({ item }) => item.forecast?.latest),
  yesNo('Overdue', ({ item }) => item.overdue),
  text('Rating of its lead', ({ item }) => item.rating?.rating, 12),
  text('Rating of the facts', ({ item }) => item.derivedRating.rating, 12),
  longText('Progress', ({ item }) => item.progress?.narrative),
  whole('Per cent', ({ item }) => item.progress?.percent),
  text('Progress as of', ({ item }) => item.progress?.occurredAt, 20),
  text('Completed', ({ item }) => item.completion?.occurredAt, 20),
  text('Verified', ({ item }) => item.verification?.occurredAt, 20),
  text('Depends on', ({ item }) => listed(item.dependsOn), 20),
  text('Also in', ({ item }) => listed(item.alsoIn), 14),
  text('Overseen by', ({ item }) => item.overseenBy, 12),
  text('Part of', ({ item }) => item.parent, 12),
  text('Other references', ({ item }) => listed(item.externalRefs.map(({ system, ref }) => `${system}: ${ref}`)), 20),
  text('Restricted to', ({ item }) => item.restrictedTo, 12),
  instant('Last changed', ({ item }) => item.effectiveFrom),
]);

const sayParty = ({ party, part }: Action['parties'][number]) => `${party} (${part})`;

export const kind = exportKind({
  summary: 'Actions, with their timescales as written and as read.',
  file: 'actions',
  title: 'Actions',
  parameters: routes.actions.parameters,
  byProgramme: (cells) => cells[1],
  headings: sheet.headings,
  yaml: actionItems(sheet.headings),
  batches: (source) => batchesOf(source, routes.actions, (answer) => toldIn(answer).map(sheet.cells)),
});
