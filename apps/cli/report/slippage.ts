import type { ReportAnswers } from '#application/index.js';
import { dayOf, days, whenTrue } from '../text/days.js';
import { counted } from '../text/format-event.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { ending, heading, section, sentence } from './frame.js';
import { inWords } from './item-lines.js';

type Slippage = ReportAnswers['slippage'];
/** `restated` moves are no slip; `carried` slips come from splits, merges and replacements. */
type Totals = Omit<Group, 'reference' | 'notAgreed' | 'carried'> & Partial<Pick<Group, 'notAgreed' | 'carried'>>;
type Group = Slippage['byProgramme'][number];
type DatedItem = ReportAnswers['slippage-items']['items'][number];
type PromiseShown = DatedItem['promises'][number];
type CarriedShown = NonNullable<DatedItem['carried']>;

export function slippageLines(report: Slippage): string[] {
  return [
    ...heading('How agreed dates were moved', report),
    '',
    ...totalsIn(report).flatMap((line) => sentence(line)),
    ...section('By programme', groupTable(report.byProgramme, 'no programme')),
    ...section('By owner', groupTable(report.byOwner, 'nobody leads it')),
    ...section('By who moved them', groupTable(report.byMover, 'not stated')),
    ...ending({}),
  ];
}

function totalsIn({ moves, slips, days: late, workingDays, nearDue, notAgreed = 0, ...rest }: Totals): string[] {
  const { restated = 0, restatedDays = 0, restatedAfterDue = 0, carried = 0 } = rest;
  const near = nearDue === 0 ? '' : `; ${nearDue} of them in the fourteen days before the date or after it`;
  return [
    moves === 0
      ? 'No agreed date was moved.'
      : `${counted(moves, 'move')}, of which ${counted(slips, 'slip')}: ${daysIn(late)} in all (${workingDays} working days)${near}.`,
    ...(moves === 0 || notAgreed === 0
      ? []
      : [`${counted(notAgreed, 'move')} on nobody's authority but the lead's own.`]),
    ...(carried === 0
      ? []
      : [
          `${carried} of the slips ${carried === 1 ? 'was' : 'were'} by a split, a merger or a replacement that carries the promise.`,
        ]),
    ...(restated === 0
      ? []
      : [
          `Restated, by a correction or a new reading and no slip: ${counted(restated, 'time')}, ${daysIn(restatedDays)}, ${restatedAfterDue} after the old date had passed.`,
        ]),
  ];
}

const daysIn = (count: number) => `${days(Math.abs(count))} ${count < 0 ? 'earlier' : 'later'}`;

const FIGURES: readonly (readonly [keyof Totals, string])[] = [
  ['moves', 'moves'],
  ['slips', 'slips'],
  ['days', 'days'],
  ['workingDays', 'working days'],
  ['notAgreed', 'not agreed'],
  ['nearDue', 'near due'],
  ['carried', 'carried'],
  ['restated', 'restated'],
  ['restatedDays', 'days restated'],
  ['restatedAfterDue', 'restated late'],
];

/** Columns that are hidden when all their values are 0. */
const SELDOM: ReadonlySet<keyof Totals> = new Set(['carried', 'restated', 'restatedDays', 'restatedAfterDue']);

function groupTable(groups: readonly Group[], nobody: string): string[] {
  const isTold = (name: keyof Totals) => !SELDOM.has(name) || groups.some((group) => group[name]);
  const figures = FIGURES.filter(([name]) => isTold(name));
  const countText = (count: number | undefined) => (count === undefined ? '' : String(count));
  return table(
    [{ title: '' }, ...figures.map(([, title]) => ({ title, right: true }))],
    groups.map((group) => [group.reference ?? nobody, ...figures.map(([name]) => countText(group[name]))]),
    columns(),
  );
}

export function slippageItemLines(page: ReportAnswers['slippage-items']): string[] {
  return [
    ...heading('Dates with every promise that they made', page),
    ...(page.items.length === 0 ? ['', 'The list is empty.'] : page.items.flatMap(datedLines)),
    ...ending(page),
  ];
}

function datedLines(item: DatedItem): string[] {
  const { reference, title, programme, owner, original, agreed, forecast, promises, carried } = item;
  const dates = [
    `first promised for ${original === null ? 'no day' : dayOf(original)}`,
    agreed === null ? 'no date is agreed now' : `agreed now for ${dayOf(agreed)}`,
    ...(forecast === null ? [] : [`forecast for ${dayOf(forecast)}`]),
  ];
  return [
    '',
    ...sentence(
      `${reference}  ${inOneLine(title)}  (${programme}${owner === null ? '' : `, led by ${owner}`})`,
      '',
      '  ',
    ),
    ...sentence(`${dates.join(', ')}.`, '  '),
    ...totalsIn({ ...item, carried: undefined }).flatMap((line) => sentence(line, '  ')),
    ...promises.flatMap((promise) => sentence(promiseLine(promise), '    ', '      ')),
    ...(carried ? sentence(carriedLine(carried), '    ', '      ') : []),
  ];
}

function carriedLine({ movement, days: moved, workingDays, latest }: CarriedShown): string {
  const by = moved === 0 ? '' : ` by ${days(Math.abs(moved))} (${workingDays} working days)`;
  return `carried on by other items${latest === null ? '' : `, now for ${dayOf(latest)}`}: ${HOW[movement] ?? inWords(movement)}${by}`;
}

const HOW: Readonly<Record<string, string>> = {
  slip: 'slipped',
  'brought-forward': 'brought forward',
  'first-date': 'first date',
  'given-up': 'given up',
  unchanged: 'the same day in other words',
};

function promiseLine(promise: PromiseShown): string {
  const { number, occurredAt, sort, text, latest, firmness, reason, restated } = promise;
  const date = latest === null ? '' : ` (${firmness === 'firm' ? '' : `${inWords(firmness)}, `}${dayOf(latest)})`;
  const parts = [
    `${inWords(sort)}: ${inOneLine(text)}${date}`,
    ...movedHow(promise),
    ...(restated ? [`restated by ${daysIn(restated.days)}${restated.afterDue ? ', after the old date' : ''}`] : []),
    ...saidBy(promise),
  ];
  return `${number}  ${whenTrue(occurredAt)}  ${parts.join('; ')}${reason === null ? '' : `: ${inOneLine(reason)}`}`;
}

function movedHow({ movement, days: moved, workingDays, nearDue, notAgreed, authority }: PromiseShown): string[] {
  if (movement === null) return [];
  const by = moved ? ` by ${days(Math.abs(moved))} (${workingDays} working days)` : '';
  return [
    `${HOW[movement] ?? inWords(movement)}${by}`,
    ...(nearDue ? ['near its date'] : []),
    ...(notAgreed
      ? ["on the lead's word alone"]
      : authority === null
        ? []
        : [`on ${WORD[authority] ?? inWords(authority)}`]),
  ];
}

const WORD: Readonly<Record<string, string>> = {
  group: "the group's word",
  'chairs-action': "chair's action",
  delegated: 'delegated authority',
  lead: "the lead's word",
};

function saidBy({ by, onBehalfOf, meeting, minuteRef }: PromiseShown): string[] {
  return [
    `by ${by}${onBehalfOf ? ` for ${onBehalfOf.party} (${inOneLine(onBehalfOf.source)})` : ''}`,
    ...(meeting === null ? [] : [`at ${meeting}`]),
    ...(minuteRef === null ? [] : [inOneLine(minuteRef)]),
  ];
}
