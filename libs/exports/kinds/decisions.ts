import { type AnswerTo, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { day, lines, listed, longText, sheetOf, text, yesNo } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn, toldIn } from './names.js';

type Decision = AnswerTo<typeof routes.decisions>['items'][number];
type Row = ItemNamed<Decision>;

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  longText(OWN.decision, ({ item }) => item.title),
  text('Disposition', ({ item }) => item.disposition, 12),
  text(OWN.status, ({ item }) => item.status, 12),
  text('Decided on', ({ item }) => item.decidedOn, 14),
  text('Group', ({ item }) => item.group, 12),
  text('Group name', ({ item, names }) => nameIn(names, item.group), 24),
  text('Meeting', ({ item }) => item.meeting, 14),
  text('Taken by', ({ item }) => item.takenBy, 12),
  longText('Rationale', ({ item }) => item.rationale),
  longText('Conditions', ({ item }) => lines(item.conditions.map(sayCondition)), 40),
  yesNo('Ready to release', ({ item }) => item.readyToRelease),
  text('Released', ({ item }) => item.release?.occurredAt, 20),
  day('Review by', ({ item }) => item.reviewBy),
  longText('Reviews', ({ item }) => lines(item.reviews.map(sayReview)), 40),
  longText('Alternatives', ({ item }) => lines(item.alternatives), 40),
  longText('Affects', ({ item }) => listed(item.affects.map(({ reference, as }) => `${reference} (${as})`)), 30),
  longText('Funding', ({ item }) => lines(item.funding.map(sayFunding)), 30),
  text('Supersedes', ({ item }) => item.supersedes, 12),
  text('Superseded by', ({ item }) => item.supersededBy, 12),
  text('Ratifies', ({ item }) => item.ratifies, 12),
  longText('Why it ended', ({ item }) => item.ended?.reason, 30),
  text('Restricted to', ({ item }) => item.restrictedTo, 12),
]);

const sayCondition = ({ number, outcome, text: said }: Decision['conditions'][number]) =>
  `${number}. ${said} (${outcome})`;

const sayReview = ({ occurredAt, by, outcome, narrative }: Decision['reviews'][number]) =>
  `${occurredAt} ${by}: ${outcome}${narrative === null ? '' : `. ${narrative}`}`;

const sayFunding = ({ amount, currency, recurrent, source, period, status }: Decision['funding'][number]) => {
  const how = recurrent === null ? null : recurrent ? 'recurrent' : 'once';
  return listed([amount ? `${amount} ${currency}` : currency, how, source, period, status].filter(isSaid)) ?? '';
};

const isSaid = (each: string | null): each is string => each !== null;

export const kind = exportKind({
  summary: 'Decisions, with their conditions and what they affect.',
  file: 'decisions',
  title: 'Decisions',
  parameters: routes.decisions.parameters,
  headings: sheet.headings,
  batches: (source) => batchesOf(source, routes.decisions, (answer) => toldIn(answer).map(sheet.cells)),
});
