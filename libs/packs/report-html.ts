import type { GovernanceReport } from '#reports/index.js';
import type { RemadeReport } from './remade-report.js';

type Counts = Readonly<Record<string, number>>;
type Line = GovernanceReport['lists'][number]['items'][number];
type Asked = GovernanceReport['asks'][number]['items'][number];

/** The report as a page that needs nothing else, the same for the same report. */
export function reportHtml({ meeting, title, group, startsAt, issuedAt, report }: RemadeReport): string {
  const heading = `${title ?? report.group?.name ?? group}: what ${meeting} was shown`;
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    `<head><meta charset="utf-8"><title>${text(heading)}</title></head>`,
    '<body>',
    `<h1>${text(heading)}</h1>`,
    ...(report.illustrative ? ['<p><strong>Invented data.</strong></p>'] : []),
    `<p>Group ${text(group)}. The meeting begins ${text(startsAt)}. The pack was issued ${text(issuedAt)}.</p>`,
    `<p>The report is of ${text(report.day)} and stands on event ${report.asOf.number} of ledger ${text(report.asOf.ledger)}.</p>`,
    '<h2>Totals</h2>',
    ...tables(report.totals),
    ...report.programmes.flatMap(({ reference, name, status, ratings: _, ...counts }) => [
      `<h2>${text(reference)}: ${text(name)} (${text(status)})</h2>`,
      ...tables(counts),
    ]),
    ...report.lists.flatMap(({ figure, total, items }) => [
      `<h2>${text(words(figure))} (${total})</h2>`,
      ...rows(['Reference', 'Title', 'Status', 'Lead', 'Due'], items.map(lineCells)),
    ]),
    ...report.asks.flatMap(({ ask, total, items }) => [
      `<h2>Asked: ${text(words(ask))} (${total})</h2>`,
      ...rows(['Reference', 'Title', 'What is asked'], items.map(askCells)),
    ]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const lineCells = ({ reference, title, status, owner, due, daysPast }: Line) => [
  reference,
  title,
  status,
  owner ?? 'None named',
  due === null ? 'Not stated' : `${due}${(daysPast ?? 0) > 0 ? `, ${daysPast} days ago` : ''}`,
];

const askCells = ({ reference, title, asked }: Asked) => [reference, title, JSON.stringify(asked)];

function tables(figures: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(figures)
    .filter((entry): entry is [string, Counts] => isCounts(entry[1]))
    .flatMap(([name, counts]) => [
      `<h3>${text(words(name))}</h3>`,
      ...rows(
        ['Figure', 'Count'],
        Object.entries(counts).map(([figure, count]) => [words(figure), String(count)]),
      ),
    ]);
}

const isCounts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number');

function rows(headings: readonly string[], lines: readonly (readonly string[])[]): string[] {
  if (lines.length === 0) return ['<p>None.</p>'];
  const row = (cells: readonly string[], cell: string) =>
    `<tr>${cells.map((each) => `<${cell}>${text(each)}</${cell}>`).join('')}</tr>`;
  return ['<table>', row(headings, 'th'), ...lines.map((line) => row(line, 'td')), '</table>'];
}

/** "No review date" of `actions.noReviewDate`. */
const words = (name: string): string => {
  const said = name.replaceAll(/[.-]/g, ', ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return said.charAt(0).toUpperCase() + said.slice(1);
};

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: unknown): string =>
  String(value ?? 'not stated').replaceAll(/[&<>"]/g, (each) => ESCAPED[each] ?? '');
