import type { TargetItem, TargetPoint } from '../model/items.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import { account } from './action-table.js';
import { type CellFigure, type CellFigures, figuresIn, isFigure } from './figures.js';
import { field, type Gathering, isNone, keyAt } from './gathering.js';
import { ownTexts, widthOf } from './grid.js';
import { isPeriod, periodIn } from './periods.js';

export type Layout = 'across' | 'down';

/** A table of figures by period: its periods stand in the header, or down its first column. */
export function layoutOf(table: SourceTable): { readonly layout: Layout; readonly header: number } | undefined {
  const header = table.rows.findIndex((row) => ownTexts(row).length > 0);
  const head = table.rows[header];
  if (!head || table.rows.length < header + 2) return undefined;
  const body = table.rows.slice(header + 1).filter((row) => ownTexts(row).length > 0);
  const heads = head.cells.slice(1).filter(({ text }) => text !== '');
  const across = heads.filter(({ text }) => isPeriod(text)).length;
  if (across > 0 && across >= heads.length * 0.6 && share(body.flatMap(({ cells }) => cells.slice(1))) >= 0.6) {
    return { layout: 'across', header };
  }
  const firsts = body.map(({ cells }) => cells[0]?.text ?? '');
  const down = firsts.filter(isPeriod).length;
  const isDown = down >= 2 && down >= firsts.length * 0.6 && widthOf(table) > 1;
  return isDown && share(body.flatMap(({ cells }) => cells.slice(1))) >= 0.5 ? { layout: 'down', header } : undefined;
}

function share(cells: readonly SourceCell[]): number {
  const filled = cells.filter(({ text }) => !isNone(text));
  return filled.length === 0 ? 0 : filled.filter(({ text }) => isFigure(text)).length / filled.length;
}

interface Series {
  readonly measure: SourceCell;
  readonly row: SourceRow;
  readonly values: readonly { readonly periodText: string; readonly cell: SourceCell }[];
}

/** Every figure of the table becomes a point of a target. */
export function readTargetTable(
  table: SourceTable,
  { layout, header }: { readonly layout: Layout; readonly header: number },
  programme: string | undefined,
  gathering: Gathering,
): undefined {
  const head = table.rows[header] as SourceRow;
  for (const row of table.rows.slice(0, header))
    account(gathering, row, ownTexts(row).length > 0 ? 'furniture' : 'empty', 'Stands above the header.', []);
  account(gathering, head, 'header', layout === 'across' ? 'Names the periods.' : 'Names the measures.', []);
  const body = table.rows.slice(header + 1);
  const isForecast = isTrajectory(
    layout === 'across' ? head.cells.slice(1) : body.flatMap(({ cells }) => cells[0] ?? []),
    gathering,
  );
  if (layout === 'across') {
    for (const row of body) acrossRow(row, head, isForecast, programme, gathering);
    return;
  }
  const series = head.cells.slice(1).map(
    (measure, index): Series => ({
      measure,
      row: head,
      values: body.flatMap(({ cells }) => {
        const [period, cell] = [cells[0], cells[index + 1]];
        return period && cell && isPeriod(period.text) ? [{ periodText: period.text, cell }] : [];
      }),
    }),
  );
  const keys = series.flatMap((one, index) => add(one, index + 1, isForecast, programme, gathering));
  for (const row of body) downRow(row, keys, programme, gathering);
}

/** Some of the periods are still to come, or a heading says target. */
function isTrajectory(periods: readonly SourceCell[], { dated }: Gathering): boolean {
  const ends = periods.map(({ text }) => periodIn(text)?.ends).filter((end) => end !== undefined);
  return (
    ends.some((end) => end > dated.date) ||
    periods.some(({ text }) => /\b(?:target|plan|trajectory|ambition)\b/i.test(text))
  );
}

function acrossRow(
  row: SourceRow,
  head: SourceRow,
  isForecast: boolean,
  programme: string | undefined,
  gathering: Gathering,
): undefined {
  const [measure, ...cells] = row.cells;
  if (!measure || ownTexts(row).length === 0) return account(gathering, row, 'empty', 'No text in it.', []);
  const values = cells.flatMap((cell, index) => {
    const periodText = head.cells[index + 1]?.text ?? '';
    return periodText === '' || isNone(cell.text) ? [] : [{ periodText: oneLine(periodText), cell }];
  });
  if (values.length === 0) return account(gathering, row, 'section', 'A text without figures.', []);
  const keys = add({ measure, row, values }, 0, isForecast, programme, gathering);
  if (keys.length === 0) return account(gathering, row, 'not-understood', 'None of its cells is a figure.', []);
  account(gathering, row, 'item', 'A row of figures by period.', keys);
}

const TOTALLED = /^(.*?)\s*([£€$]?[-−]?\d[\d,.]*%?)\s+(?:by|in|to)\s+(.*\d.*)$/;

function downRow(
  row: SourceRow,
  keys: readonly string[],
  programme: string | undefined,
  gathering: Gathering,
): undefined {
  const [first] = row.cells;
  if (!first || ownTexts(row).length === 0) return account(gathering, row, 'empty', 'No text in it.', []);
  if (isPeriod(first.text)) return account(gathering, row, 'item', 'The figures of a period.', keys);
  const told = TOTALLED.exec(first.text);
  const [, measure = '', value = '', periodText = ''] = told ?? [];
  const isAlone = ownTexts(row).length === 1;
  if (isAlone && told && periodIn(periodText)) {
    const cell = { ...first, text: value };
    const series = { measure: { ...first, text: measure }, row, values: [{ periodText, cell }] };
    return account(gathering, row, 'item', 'A total with its figure.', add(series, 0, true, programme, gathering));
  }
  const isTotal = /^(?:sub[\s-]?)?totals?\b/i.test(first.text);
  account(
    gathering,
    row,
    isTotal ? 'total' : 'not-understood',
    isTotal ? 'Adds up other rows.' : 'Its first cell is no period.',
    [],
  );
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The figures of one measure, and those in brackets as measures of their own. */
function add(
  series: Series,
  column: number,
  isForecast: boolean,
  programme: string | undefined,
  gathering: Gathering,
): string[] {
  const read = series.values.map((value) => ({ ...value, figures: figuresIn(value.cell.text) }));
  const measure = oneLine(series.measure.text);
  const key = `${keyAt(series.row.place)}${column > 0 ? `-c${column + 1}` : ''}`;
  const main = read.flatMap(({ figures, periodText, cell }) =>
    figures.main ? [point(figures.main, figures, periodText, cell, isForecast, gathering)] : [],
  );
  const keys: string[] = [];
  const push = (at: string, name: string, points: readonly TargetPoint[]) => {
    if (points.length === 0) return;
    const unit = points.find((one) => one.unit)?.unit;
    const item: TargetItem = {
      kind: 'target',
      key: at,
      place: series.measure.place,
      ...(programme && { programme }),
      measure: field(
        name,
        series.measure.text,
        series.measure.place,
        'likely',
        'A row or column of figures by period.',
      ),
      ...(unit && { unit }),
      points,
      sure: 'likely',
      why: 'Figures by period.',
    };
    gathering.items.push(item);
    keys.push(at);
  };
  push(key, measure === '' ? '(no name)' : measure, main);
  for (const [label, points] of bracketed(read, isForecast, gathering)) {
    push(`${key}-${label.replace(/\W+/g, '_')}`, `${measure} (${label})`, points);
  }
  return keys;
}

type Read = Series['values'][number] & { readonly figures: CellFigures };

function bracketed(
  read: readonly Read[],
  isForecast: boolean,
  gathering: Gathering,
): ReadonlyMap<string, TargetPoint[]> {
  const found = new Map<string, TargetPoint[]>();
  for (const { figures, periodText, cell } of read) {
    for (const figure of figures.others) {
      const label = figure.label ?? (figure.unit === 'percent' ? '%' : 'in brackets');
      const own = { others: [], ...(figures.condition && { condition: figures.condition }) };
      found.set(label, [...(found.get(label) ?? []), point(figure, own, periodText, cell, isForecast, gathering)]);
    }
  }
  return found;
}

function point(
  { value, unit }: CellFigure,
  { condition, qualifier }: CellFigures,
  periodText: string,
  cell: SourceCell,
  isForecast: boolean,
  { dated }: Gathering,
): TargetPoint {
  const period = periodIn(periodText);
  const isActual = /\b(?:actual|outturn|achieved|performance)\b/i.test(periodText);
  const isTarget = /\b(?:target|plan|planned|trajectory|ambition|forecast)\b/i.test(periodText);
  const isPast = period !== undefined && period.ends <= dated.date;
  const is = isActual || (!isTarget && !isForecast && isPast) ? 'measurement' : 'target';
  const rounded = /\brounded\b/i.test(periodText) ? 'rounded' : qualifier;
  return {
    ...field(value, cell.text, cell.place, 'likely', `A figure for ${periodText}.`),
    periodText,
    ...(period && { period: period.period }),
    is,
    ...(unit && { unit }),
    ...(condition && { condition }),
    ...(rounded && { qualifier: rounded }),
  };
}
