import { day } from './dates.js';
import { level } from './labels.js';
import { nothingMore, quoteOf, refsOf, type Say, type ToldHappening, type ToldWith } from './told.js';
import { listAt, measured, textAt } from './values.js';

const lastOf = (field: string, { after }: ToldWith) => listAt(after(field)).at(-1);

function ofPeriod({ changes }: ToldWith) {
  const change = changes.find(({ field }) => field.includes('.'));
  const period = change?.field.slice(change.field.indexOf('.') + 1);
  return { before: change?.before, after: change?.after, of: period ? day(period) : 'a period' };
}

function figure(told: ToldWith, what: (period: string) => string): Partial<ToldHappening> {
  const { before, after, of } = ofPeriod(told);
  const { unit } = told.telling;
  const was = before ? { text: measured(before, unit) } : null;
  return { what: what(of), changes: [{ label: null, before: was, after: { text: measured(after, unit) } }] };
}

const breached: Say = (told) => {
  const { after, of } = ofPeriod(told);
  const [actual, expected] = [textAt(after, 'actual'), textAt(after, 'expected')];
  const { unit } = told.telling;
  const against = `${measured({ value: actual }, unit)} against ${measured({ value: expected && level(expected) }, unit)}`;
  return {
    what: `Level missed in ${of}`,
    say: actual && expected ? against : null,
    quote: textAt(after, 'narrative'),
  };
};

const recovered: Say = (told) => {
  const { after, of } = ofPeriod(told);
  if (textAt(after, 'recovered', 'cause') === 'correction')
    return { what: `Level not missed in ${of} after all`, say: 'Its figure was corrected.' };
  const by = textAt(after, 'recovered', 'period');
  return { what: by ? `Level met again in ${day(by)}` : 'Level met again', say: `It had been missed in ${of}.` };
};

const condition =
  (what: string): Say =>
  ({ before, after }) => {
    const had = listAt(before('conditions')).map((each) => JSON.stringify(each));
    const settled = listAt(after('conditions')).find((each) => !had.includes(JSON.stringify(each)));
    const [text, evidence] = [textAt(settled, 'text'), textAt(settled, 'settled', 'evidence')];
    return {
      what,
      say: text ? `“${text}”` : null,
      quote: evidence ?? textAt(settled, 'settled', 'reason'),
      quoteIs: evidence ? 'evidence' : null,
    };
  };

const expected: Say = (told) => {
  const point = lastOf('forecasts', told);
  const period = textAt(point, 'period');
  return {
    what: period ? `Figure expected for ${day(period)}` : 'Figure expected',
    say: measured(point, told.telling.unit),
    quote: textAt(point, 'narrative'),
  };
};

const reviewed: Say = (told) => {
  const review = lastOf('reviews', told);
  const next = textAt(told.after('reviewBy'));
  return {
    what: `Reviewed: ${textAt(review, 'outcome') ?? 'outcome not stated'}`,
    say: next ? `To be reviewed again by ${day(next)}.` : null,
    quote: textAt(review, 'narrative'),
  };
};

/** Events of targets, decisions and meetings. */
export const TOLD_FINDINGS: Readonly<Record<string, Say>> = {
  TargetMeasured: (told) => figure(told, (period) => `Figure for ${period}`),
  TargetMeasurementCorrected: (told) => figure(told, (period) => `Figure for ${period} corrected`),
  TargetBreached: breached,
  TargetRecovered: recovered,
  TargetForecast: expected,
  TargetLimitsRecalculated: (told) => {
    const from = textAt(lastOf('recalculations', told), 'from');
    return { say: from ? `from ${day(from)}` : null };
  },
  DecisionConditionMet: condition('Condition met'),
  DecisionConditionWaived: condition('Condition waived'),
  DecisionConditionFailed: condition('Condition cannot be met'),
  DecisionReleased: quoteOf('release'),
  DecisionReviewed: reviewed,
  DecisionChallenged: (told) => ({ quote: textAt(lastOf('challenges', told), 'grounds') }),
  DecisionSuperseded: refsOf('supersededBy'),
  DecisionRevoked: ({ after }) => ({ quote: textAt(after('ended'), 'reason') }),
  MeetingPackIssued: ({ after }) => {
    const hash = textAt(after('pack'), 'hash');
    return { say: hash ? `Its proof code begins ${hash.slice(0, 12)}.` : null };
  },
  MeetingHeld: nothingMore,
  MeetingMinutesApproved: nothingMore,
  MeetingCancelled: nothingMore,
};
