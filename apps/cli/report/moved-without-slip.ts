import type { ReportAnswers } from '#application/index.js';
import { dayOf, days } from '../text/days.js';
import { counted } from '../text/format-event.js';
import { columns, table } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { ending, heading, noneOf, section, sentence } from './frame.js';
import { titleOf } from './item-lines.js';

type Moved = ReportAnswers['moved-without-slip'];
type Part = Moved['restated'] | Moved['possiblySame'];
type Pair = Moved['possiblySame']['items'][number];

const RESTATED = 'Dates that a correction or a new reading moved';
const SAME = 'Withdrawn and created anew, possibly the same promise';

export function movedWithoutSlipLines(report: Moved): string[] {
  const { day, restated, possiblySame } = report;
  const more = (part: Part, lines: string[]) => (part.more ? lines : []);
  return [
    ...heading('Dates that moved without a slip', report),
    ...sentence(`Judged on ${dayOf(day)}.`, '  '),
    ...section(`${RESTATED} (${countOf(restated)})`, [
      ...restatedTable(restated.items),
      ...more(restated, sentence('and more: action-ledger report slippage-items --restated true', '  ')),
    ]),
    ...section(`${SAME} (${countOf(possiblySame)})`, [
      ...possiblySame.items.flatMap(pairLines),
      ...more(possiblySame, ['  and more']),
    ]),
    ...noneOf([
      ...(restated.items.length === 0 ? ['dates that a correction or a new reading moved'] : []),
      ...(possiblySame.items.length === 0 ? ['promises that were possibly made anew'] : []),
    ]),
    ...ending({}),
  ];
}

const countOf = ({ items, more }: Part) => `${items.length}${more ? ' and more' : ''}`;
const WHOLE = { whole: true };

const restatedTable = (items: Moved['restated']['items']) =>
  items.length === 0
    ? []
    : table(
        [
          { ...WHOLE, title: '' },
          { title: '' },
          { ...WHOLE, title: 'agreed now' },
          ...['times', 'days', 'after its date'].map((title) => ({ title, right: true })),
        ],
        items.map(({ reference, agreed, restated, restatedDays, restatedAfterDue, ...item }) => [
          reference,
          titleOf(item),
          agreed === null ? 'no date' : dayOf(agreed),
          ...[restated, restatedDays, restatedAfterDue].map(String),
        ]),
        columns(),
      );

function pairLines({ programme, owner, likeness, daysBetween, daysMoved, withdrawn, created }: Pair): string[] {
  const lead = owner === null ? 'nobody leads them' : `led by ${owner}`;
  const between =
    daysBetween === 0
      ? 'on the same day'
      : `${days(Math.abs(daysBetween))} ${daysBetween > 0 ? 'after the withdrawal' : 'before the withdrawal'}`;
  return [
    ...sentence(
      `${withdrawn.reference}  ${inOneLine(withdrawn.title)}  (${programme}, ${lead}): due ${dueOf(withdrawn)}, withdrawn on ${dayOf(withdrawn.withdrawnOn)}`,
      '  ',
      '    ',
    ),
    ...sentence(
      `${created.reference}  ${inOneLine(created.title)}: due ${dueOf(created)}, created on ${dayOf(created.createdOn)}, ${between}; ${movedBy(daysMoved)}; the titles are alike to ${Math.round(likeness * 100)} %`,
      '    ',
      '      ',
    ),
  ];
}

const dueOf = ({ latest }: Pair['withdrawn' | 'created']) => (latest === null ? 'on no day' : dayOf(latest));

function movedBy(moved: number | null): string {
  if (moved === null) return 'moved by an unknown number of days';
  if (moved === 0) return 'for the same day';
  return `${counted(Math.abs(moved), 'day')} ${moved > 0 ? 'later' : 'earlier'}`;
}
