import { type AnswerTo, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { day, longText, sheetOf, text, yesNo } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';
import { milestoneItems } from './yaml-items.js';

type Row = ItemNamed<AnswerTo<typeof routes.milestones>['items'][number]>;

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  text(OWN.programme, ({ item }) => item.programme, 12),
  text('Programme name', ({ item, names }) => nameIn(names, item.programme), 24),
  longText(OWN.milestone, ({ item }) => item.title),
  text('Of action', ({ item }) => item.action, 12),
  text(OWN.status, ({ item }) => item.status, 12),
  text(OWN.due, ({ item }) => item.due.text, 28),
  day('Earliest', ({ item }) => item.due.earliest),
  day('Latest', ({ item }) => item.due.latest),
  text('How firm', ({ item }) => item.due.firmness, 12),
  text('Agreed by', ({ item }) => item.agreedBy, 12),
  text('Original date', ({ item }) => item.original.text, 28),
  day('Original latest', ({ item }) => item.original.latest),
  text('Forecast', ({ item }) => item.forecast?.text, 28),
  day('Forecast latest', ({ item }) => item.forecast?.latest),
  day('Met on', ({ item }) => item.metOn),
  yesNo('Met late', ({ item }) => item.late),
  yesNo('Overdue', ({ item }) => item.overdue),
  longText('Evidence', ({ item }) => item.evidence),
  longText('Narrative', ({ item }) => item.narrative),
  text('Restricted to', ({ item }) => item.restrictedTo, 12),
]);

export const kind = exportKind({
  summary: 'Milestones, with their dates as written and as read.',
  file: 'milestones',
  title: 'Milestones',
  parameters: routes.milestones.parameters,
  byProgramme: (cells) => cells[1],
  headings: sheet.headings,
  yaml: milestoneItems(sheet.headings),
  batches: (source) => batchesOf(source, routes.milestones, (answer) => toldIn(answer).map(sheet.cells)),
});
