import type { ReportAnswers } from '#application/index.js';
import { dayOf, days, whenTrue } from '../text/days.js';
import { counted } from '../text/format-event.js';
import { columns, table } from '../text/layout.js';
import { inOneLine, rendered } from '../text/render.js';
import { ending, heading, noneOf, section, sentence } from './frame.js';
import { itemTable } from './item-lines.js';

type Silences = ReportAnswers['silences'];
type Part = Silences['silentActions'];

const KNOWN_SECTIONS: ReadonlySet<string> = new Set([
  ...['asOf', 'effectiveAt', 'day', 'group', 'programme', 'links', 'nextCursor', 'illustrative', 'behind'],
  ...['silentSince', 'openActions', 'silentActions', 'noReviewDate', 'silentOwners', 'stopped', 'outOfReach'],
]);

export function silencesLines(report: Silences): string[] {
  const { day, silentSince, silentActions, noReviewDate, silentOwners, stopped, outOfReach } = report;
  const since = `${whenTrue(silentSince.instant)}${silentSince.meeting === null ? '' : ` (${silentSince.meeting})`}`;
  const parts: [string, string, string[]][] = [
    [
      `Open actions without an event since ${since}`,
      countOf(silentActions),
      partLines(silentActions, 'actions.silent'),
    ],
    [
      'Open-ended actions without a review date',
      countOf(noReviewDate),
      partLines(noReviewDate, 'actions.noReviewDate'),
    ],
    ['Owners of open actions without any event', String(silentOwners.length), ownerLines(silentOwners)],
    ['Targets whose figures have stopped', String(stopped.length), stoppedLines(stopped)],
    [
      'Targets that will miss their next point at the present rate',
      String(outOfReach.length),
      outOfReachLines(outOfReach),
    ],
  ];
  return [
    ...heading('What nobody speaks of', report),
    ...sentence(`Judged on ${dayOf(day)}.`, '  '),
    ...parts.flatMap(([title, count, lines]) => section(`${title} (${count})`, lines)),
    ...unknownSections(report),
    ...noneOf(
      parts.flatMap(([title, count]) => (count === '0' ? [title.charAt(0).toLowerCase() + title.slice(1)] : [])),
    ),
    ...ending({}),
  ];
}

const countOf = ({ items, more }: Part) => `${items.length}${more ? ' and more' : ''}`;

const partLines = ({ items, more }: Part, figure: string): string[] => [
  ...itemTable(items),
  ...(more ? sentence(`and more: action-ledger report governance-items --figure ${figure}`, '  ') : []),
];

const ownerLines = (owners: Silences['silentOwners']) =>
  table(
    [{}, {}],
    owners.map(({ reference, openActions }) => [reference, counted(openActions, 'open action')]),
    columns(),
  );

const stoppedLines = (targets: Silences['stopped']) =>
  table(
    [{}, {}, {}],
    targets.map(({ reference, measure, last, daysSince }) => [
      reference,
      inOneLine(measure),
      `last figure for ${dayOf(last)}, ${days(daysSince)} ago`,
    ]),
    columns(),
  );

const outOfReachLines = (targets: Silences['outOfReach']) =>
  table(
    [{}, {}, {}],
    targets.map(({ reference, measure, period, expected, projected }) => [
      reference,
      inOneLine(measure),
      `${dayOf(period)}: ${expected} is expected, ${projected} is coming`,
    ]),
    columns(),
  );

/** Prints sections unknown to this version, as a newer server may send. */
function unknownSections(report: Silences): string[] {
  const more = Object.fromEntries(
    Object.entries(report).filter(
      ([name, value]) => !KNOWN_SECTIONS.has(name) && !(Array.isArray(value) && value.length === 0),
    ),
  );
  return Object.keys(more).length === 0 ? [] : ['', ...rendered(more).split('\n')];
}
