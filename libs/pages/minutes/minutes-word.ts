import { type AnswerTo, executeQuery, type Queries, routes } from '#application/index.js';
import { type WordLine, type WordPart, wordFile } from '#documents-out/index.js';
import { ledgerFrame } from '../frame/frame.js';
import { when } from '../words/dates.js';
import { ILLUSTRATIVE } from '../words/labels.js';
import type { ShownChange } from '../words/told.js';
import { type MinuteRow, type ToldMinutes, tellMinutes } from './told-minutes.js';

type Reader = Parameters<typeof executeQuery>[4];
type Minutes = AnswerTo<typeof routes.minutes>;

/** The minutes as a Word file, at the moment of the API's parameters. Errors: those of the question. */
export async function minutesFile(
  queries: Queries,
  moment: unknown,
  ref: string,
  reader: Reader,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [minutes, frame] = await Promise.all([
    executeQuery(queries, routes.minutes, moment, { ref }, reader),
    ledgerFrame(queries)(),
  ]);
  const { reference } = minutes.meeting;
  const told = tellMinutes(minutes, minutes.names);
  const bytes = await wordFile({
    title: told.title,
    caption: told.caption,
    ...(minutes.asOf.illustrative && { header: ILLUSTRATIVE }),
    footer: `${frame.plan}: ${told.approval ? 'minutes' : 'draft minutes'} of ${reference}, event ${minutes.number}`,
    parts: partsOf(told, minutes),
  });
  return { name: `${reference}-${told.approval ? 'minutes' : 'draft-minutes'}.docx`, bytes };
}

function partsOf(told: ToldMinutes, minutes: Minutes): readonly WordPart[] {
  const { attendance, differs, approval, rows, agreed, after } = told;
  return [
    { lines: [...attendance, ...(differs ? [{ text: differs, strong: true } as const] : [])] },
    ...(approval
      ? [{ lines: [`${approval.says}: event ${approval.number}. Nothing recorded since changes them.`] }]
      : []),
    { heading: 'What was agreed' },
    rows.length > 0 ? log(rows) : { lines: ['Nothing was recorded with this meeting.'] },
    { heading: 'Actions agreed' },
    agreed.length > 0
      ? {
          columns: [
            { text: 'Reference', share: 14 },
            { text: 'Action', share: 36 },
            { text: 'Lead', share: 20 },
            { text: 'By when, as written', share: 15 },
            { text: 'As we read it', share: 15 },
          ],
          rows: agreed.map(({ reference, title, lead, written, read }) => [
            [reference],
            [title],
            [lead],
            [written],
            [read],
          ]),
        }
      : { lines: ['No new action was put on the plan with this meeting.'] },
    ...(after.length > 0
      ? [
          { heading: 'Recorded after the minutes were approved' },
          { lines: ['It carries this meeting, but is no part of what was approved.'] },
          log(after),
        ]
      : []),
    { lines: [told.made, standsOn(minutes)] },
  ];
}

function standsOn({ asOf }: Minutes): string {
  return asOf.recordedAt
    ? `This file stands on event ${asOf.number}, the last that the ledger held: ${when(asOf.recordedAt)}.`
    : 'This file stands on no event: the ledger held none.';
}

const log = (rows: readonly MinuteRow[]): WordPart => ({
  columns: [
    { text: 'Minute', share: 11 },
    { text: 'Item', share: 25 },
    { text: 'What was agreed', share: 36 },
    { text: 'Touches', share: 12 },
    { text: 'Recorded', share: 16 },
  ],
  rows: rows.map(({ minute, item, touches, entry, ...row }) => [
    [minute ?? 'Not stated'],
    [item.title, ...(item.title === item.reference ? [] : [item.reference])],
    agreedLines({ entry, ...row }),
    [touches.join(', ')],
    [`${entry.recorded}, event ${entry.number}`],
  ]),
});

function agreedLines({ entry, conditions }: Pick<MinuteRow, 'entry' | 'conditions'>): readonly WordLine[] {
  const { what, say, changes, quote, quoteIs, why } = entry;
  return [
    { text: what, strong: true },
    ...(say ? [say] : []),
    ...changes.map(changeText),
    ...(quote ? [`“${quote}”${quoteIs ? ` (${quoteIs})` : ''}`] : []),
    ...(why ? [`Why: ${why}`] : []),
    ...(conditions.length > 0 ? ['Before it is released:', ...conditions] : []),
  ];
}

function changeText({ label, before, after }: ShownChange): string {
  const told =
    before && after ? `was ${before.text}; now ${after.text}` : after ? after.text : `was ${before?.text ?? ''}`;
  return label ? `${label}: ${told}` : told.charAt(0).toUpperCase() + told.slice(1);
}
