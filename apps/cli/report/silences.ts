import { dayOf, days, whenTrue } from '../text/days.js';
import { counted } from '../text/format-event.js';
import { columns, table } from '../text/layout.js';
import { inOneLine, rendered } from '../text/render.js';
import { ending, type Framed, heading, noneOf, section, sentence } from './frame.js';
import { type ItemShown, itemTable } from './item-lines.js';

interface Part<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

interface Stopped {
  readonly reference: string;
  readonly measure: string;
  readonly last: string;
  readonly daysSince: number;
}

interface OutOfReach {
  readonly reference: string;
  readonly measure: string;
  readonly period: string;
  readonly expected: string;
  readonly projected: string;
}

interface SilencesShown extends Framed {
  readonly day: string;
  readonly silentSince: { readonly instant: string; readonly meeting: string | null };
  readonly silentActions: Part<ItemShown>;
  readonly noReviewDate: Part<ItemShown>;
  readonly silentOwners: readonly { readonly reference: string; readonly openActions: number }[];
  readonly stopped: readonly Stopped[];
  readonly outOfReach: readonly OutOfReach[];
  readonly [field: string]: unknown;
}

const KNOWN_SECTIONS: ReadonlySet<string> = new Set([
  ...['asOf', 'effectiveAt', 'day', 'group', 'programme', 'links', 'nextCursor', 'illustrative', 'behind'],
  ...['silentSince', 'silentActions', 'noReviewDate', 'silentOwners', 'stopped', 'outOfReach'],
]);

export function silencesLines(report: SilencesShown): string[] {
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

const countOf = ({ items, more }: Part<ItemShown>) => `${items.length}${more ? ' and more' : ''}`;

const partLines = ({ items, more }: Part<ItemShown>, figure: string): string[] => [
  ...itemTable(items),
  ...(more ? sentence(`and more: action-ledger report governance-items --figure ${figure}`, '  ') : []),
];

const ownerLines = (owners: SilencesShown['silentOwners']) =>
  table(
    [{}, {}],
    owners.map(({ reference, openActions }) => [reference, counted(openActions, 'open action')]),
    columns(),
  );

const stoppedLines = (targets: readonly Stopped[]) =>
  table(
    [{}, {}, {}],
    targets.map(({ reference, measure, last, daysSince }) => [
      reference,
      inOneLine(measure),
      `last figure for ${dayOf(last)}, ${days(daysSince)} ago`,
    ]),
    columns(),
  );

const outOfReachLines = (targets: readonly OutOfReach[]) =>
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
function unknownSections(report: SilencesShown): string[] {
  const more = Object.fromEntries(
    Object.entries(report).filter(
      ([name, value]) => !KNOWN_SECTIONS.has(name) && !(Array.isArray(value) && value.length === 0),
    ),
  );
  return Object.keys(more).length === 0 ? [] : ['', ...rendered(more).split('\n')];
}
