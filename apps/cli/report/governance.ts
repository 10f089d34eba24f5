import type { ReportAnswers } from '#application/index.js';
import { dayOf, whenTrue } from '../text/days.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { askLines } from './asks.js';
import { ending, heading, noneOf, section, sentence } from './frame.js';
import { inWords, itemTable } from './item-lines.js';

type Governance = ReportAnswers['governance'];
type Counts = Readonly<Record<string, number>>;
type Figures = NonNullable<Governance['elsewhere']> &
  Partial<Pick<Governance['totals'], 'milestones' | 'targets' | 'decisions'>>;

export function governanceLines(report: Governance): string[] {
  const { totals, programmes, elsewhere, asks, lists, behind } = report;
  const listed = lists.filter(({ total }) => total > 0);
  return [
    ...heading('Governance report', report),
    ...boundsOf(report).flatMap((line) => sentence(line, '  ')),
    ...behind.flatMap(({ projection, position }) =>
      sentence(`The read model ${projection} stopped at position ${position}: its figures are older.`, '  '),
    ),
    ...section('In all', figureLines(totals)),
    ...section('By programme', programmeTable(programmes)),
    ...section('Actions of other programmes that appear here too', elsewhere ? figureLines(elsewhere) : []),
    ...askLines(asks),
    ...listed.flatMap(({ figure, total, items }) =>
      section(`${headingOf(figure)} (${total})`, [
        ...itemTable(items),
        ...(total > items.length
          ? sentence(`and ${total - items.length} more: action-ledger report governance-items --figure ${figure}`, '  ')
          : []),
      ]),
    ),
    ...noneOf(lists.filter(({ total }) => total === 0).map(({ figure }) => lower(headingOf(figure)))),
    ...ending({}),
  ];
}

export function figureItemLines(page: ReportAnswers['governance-items']): string[] {
  return [
    ...heading('Items that the figure counts', page),
    ...(page.items.length === 0 ? ['', 'The list is empty.'] : ['', ...itemTable(page.items)]),
    ...ending(page),
  ];
}

function boundsOf({ day, dueUntil, takenSince, silentSince }: Governance): string[] {
  const at = (meeting: string | null) => (meeting === null ? '' : ` (${meeting})`);
  return [
    `Overdue is what was due before ${dayOf(day)}; due next, what is due up to ${dayOf(dueUntil)}.`,
    `Taken are decisions since ${dayOf(takenSince.day)}${at(takenSince.meeting)}; silent is what had no event since ${whenTrue(silentSince.instant)}${at(silentSince.meeting)}.`,
  ];
}

const TITLES: readonly (readonly [Exclude<keyof Figures, 'ratings'>, string])[] = [
  ['actions', 'Actions'],
  ['milestones', 'Milestones'],
  ['targets', 'Targets'],
  ['decisions', 'Decisions'],
];

function figureLines(figures: Figures): string[] {
  return table(
    [{}, {}],
    [
      ...TITLES.flatMap(([name, title]) => {
        const counts = figures[name];
        return counts ? [[title, countsIn(counts)]] : [];
      }),
      ...(figures.ratings.length === 0 ? [] : [['Ratings', ratingsIn(figures)]]),
    ],
    columns(),
  );
}

const FIGURE_WORDS: Readonly<Record<string, string>> = {
  unrated: 'not rated',
  noReviewDate: 'without a review date',
  reviewDue: 'whose review is due',
  conditionsOpen: 'with open conditions',
};

function countsIn({ all, ...counts }: Counts): string {
  const parts = Object.entries(counts).flatMap(([name, count]) =>
    count === 0 ? [] : [`${count} ${FIGURE_WORDS[name] ?? inWords(name)}`],
  );
  if (all === undefined) return parts.join(', ') || 'none';
  if (all === 0) return 'none';
  return parts.length === 0 ? String(all) : `${all}, of which ${parts.join(', ')}`;
}

const ratingsIn = ({ ratings }: Pick<Figures, 'ratings'>) =>
  ratings
    .map(({ rating, word, count }) => `${count} ${rating}${word === null ? '' : ` (${inOneLine(word)})`}`)
    .join(', ');

function programmeTable(programmes: Governance['programmes']): string[] {
  const right = { right: true };
  const titles = ['open', 'overdue', 'silent', 'milestones overdue', 'targets breached'];
  const countText = (count: number | undefined) => (count ? String(count) : '-');
  return table(
    [{ title: '' }, { title: '' }, ...titles.map((title) => ({ title, ...right })), { title: 'ratings' }],
    programmes.map(({ reference, name, actions, milestones, targets, ratings }) => [
      reference,
      inOneLine(name),
      ...[actions.open, actions.overdue, actions.silent, milestones?.overdue, targets?.breached].map(countText),
      ratings.map(({ rating, count }) => `${count} ${rating}`).join(', '),
    ]),
    columns(),
  );
}

const HEADINGS: Readonly<Record<string, string>> = {
  'actions.overdue': 'Overdue actions',
  'actions.dueNext': 'Actions due next',
  'milestones.overdue': 'Overdue milestones',
  'milestones.dueNext': 'Milestones due next',
  'milestones.missed': 'Missed milestones',
  'targets.breached': 'Targets with an open breach',
  'decisions.taken': 'Decisions taken',
  'decisions.reviewDue': 'Decisions whose review is due',
  'decisions.readyToRelease': 'Decisions ready to be released',
  'decisions.conditionsOpen': 'Decisions with open conditions',
  'actions.noReviewDate': 'Open-ended actions without a review date',
  'actions.silent': 'Silent actions',
};

function headingOf(figure: string): string {
  const [kind = '', name] = figure.split('.');
  return HEADINGS[figure] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}: ${inWords(name)}`;
}

const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);
