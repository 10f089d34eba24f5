import { type AnswerTo, routes } from '#application/index.js';
import { OWN } from '#documents/index.js';
import { keyOf } from '#domain/index.js';
import { day, figure, longText, sheetOf, text, yesNo } from '../model/columns.js';
import { exportKind } from '../model/export-kind.js';
import { batchesOf } from '../model/pages.js';
import { type ItemNamed, nameIn } from './names.js';
import { targetItems } from './yaml-items.js';

type Target = AnswerTo<typeof routes.target>;
type Period = Target['periods'][number];
type Row = ItemNamed<Target> & { readonly period: Period | undefined };

const measured = ({ period }: Row) => period?.measurement;
/** The level that was set for the period; between two, one is expected that nobody set. */
const pointOf = ({ item, period }: Row) =>
  period && item.trajectory.find((point) => keyOf(point.period) === keyOf(period.period));
const first = ({ period }: Row) => period?.measurement?.corrected;

const sheet = sheetOf<Row>([
  text(OWN.reference, ({ item }) => item.reference, 12),
  text(OWN.programme, ({ item }) => item.programme, 12),
  text('Programme name', ({ item, names }) => nameIn(names, item.programme), 24),
  longText(OWN.measure, ({ item }) => item.measure),
  text(OWN.unit, ({ item }) => item.unit, 12),
  text('Direction', ({ item }) => item.direction, 12),
  text('Kind', ({ item }) => item.kind, 12),
  text(OWN.status, ({ item }) => item.status, 12),
  text(OWN.period, ({ period }) => period?.period, 12),
  figure(OWN.level, (row) => pointOf(row)?.value),
  longText(OWN.condition, (row) => pointOf(row)?.condition, 24),
  figure('Expected', ({ period }) => period?.expected),
  figure(OWN.measured, (row) => measured(row)?.value),
  figure('Numerator', (row) => measured(row)?.numerator),
  figure('Denominator', (row) => measured(row)?.denominator),
  text(OWN.qualifier, (row) => measured(row)?.qualifier, 12),
  figure('Low', (row) => measured(row)?.low),
  figure('High', (row) => measured(row)?.high),
  text('Provisional or final', (row) => measured(row)?.status, 14),
  longText('Source', (row) => measured(row)?.source, 30),
  day('Reported on', (row) => measured(row)?.reportedOn),
  figure('First reported as', (row) => first(row)?.first.value),
  longText('Why corrected', (row) => first(row)?.reason, 30),
  text('Verdict', ({ period }) => period?.verdict, 10),
  yesNo('Breach open', ({ period }) => (period?.breach ? period.breach.recovered === null : null)),
  text('Restricted to', ({ item }) => item.restrictedTo, 12),
]);

/** A row for each period, and one for a target without any. */
function rowsOf(item: Target, names: Row['names']) {
  const periods = item.periods.length > 0 ? item.periods : [undefined];
  return periods.map((period) => sheet.cells({ item, names, period }));
}

export const kind = exportKind({
  summary: 'Targets, a row for each period: its level, its measurement and the verdict.',
  file: 'targets',
  title: 'Targets',
  parameters: routes.targets.parameters,
  byProgramme: (cells) => cells[1],
  headings: sheet.headings,
  yaml: targetItems(sheet.headings),
  batches: (source) =>
    batchesOf(source, routes.targets, async ({ items }, ask) => {
      const rows = [];
      for (const { id } of items) {
        const target = await ask(routes.target, {}, { ref: id });
        rows.push(...rowsOf(target, target.names));
      }
      return rows;
    }),
});
