import { OWN } from '#documents/index.js';
import type { CellValue, ExportRow, Heading } from '../model/columns.js';
import type { ToYaml, YamlItem } from '../model/export-kind.js';

type Row = (heading: string) => CellValue;

const rowOf =
  (headings: readonly Heading[], cells: ExportRow): Row =>
  (heading) =>
    cells[headings.findIndex((each) => each.heading === heading)] ?? null;

/** Without what is not stated: an absent field is how a command says so. */
const stated = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

const several = (cell: CellValue) => (cell === null ? null : String(cell).split(', '));

const itemOfEach =
  (make: (at: Row) => YamlItem) =>
  (headings: readonly Heading[]): ToYaml =>
  (rows) =>
    rows.map((cells) => make(rowOf(headings, cells)));

export const actionItems = itemOfEach((at) => ({
  action: at(OWN.reference),
  body: stated({
    programme: at(OWN.programme),
    title: at(OWN.action),
    description: at(OWN.description),
    timescale: at(OWN.timescale),
    owner: at(OWN.lead),
    dependsOn: several(at('Depends on')),
    alsoIn: several(at('Also in')),
    overseenBy: at('Overseen by'),
    parent: at('Part of'),
  }),
}));

export const milestoneItems = itemOfEach((at) => ({
  milestone: at(OWN.reference),
  body: stated({
    programme: at(OWN.programme),
    title: at(OWN.milestone),
    action: at('Of action'),
    due: at(OWN.due),
  }),
}));

/** Rows of one target follow one another and stand in one page. */
export const targetItems =
  (headings: readonly Heading[]): ToYaml =>
  (rows) => {
    const found = new Map<CellValue, { at: Row; trajectory: object[]; figures: object[] }>();
    for (const cells of rows) {
      const at = rowOf(headings, cells);
      const target = found.get(at(OWN.reference)) ?? { at, trajectory: [], figures: [] };
      found.set(at(OWN.reference), target);
      const [period, value, measured] = [at(OWN.period), at(OWN.level), at(OWN.measured)];
      if (value !== null) target.trajectory.push(stated({ period, value, condition: at(OWN.condition) }));
      if (measured === null) continue;
      const figure = {
        ...{ period, value: measured, numerator: at('Numerator'), denominator: at('Denominator') },
        ...{ qualifier: at(OWN.qualifier), status: at('Provisional or final') },
        ...{ source: at('Source'), reportedOn: at('Reported on') },
      };
      target.figures.push({ 'record-measurement': stated(figure) });
    }
    return [...found].map(([target, { at, trajectory, figures }]) => {
      const [programme, measure, unit] = [at(OWN.programme), at(OWN.measure), at(OWN.unit)];
      const body = { ...{ programme, measure, unit, direction: at('Direction'), kind: at('Kind') }, trajectory };
      return { target, body, ...Object.fromEntries(figures.length > 0 ? [['then', figures]] : []) };
    });
  };
