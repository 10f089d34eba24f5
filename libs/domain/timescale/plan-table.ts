import { PLAN_TIMESCALES, type PlanTimescale } from './plan-timescales.js';
import type { Reading } from './reading.js';

const COLUMNS = [
  'Text',
  'Earliest',
  'Latest',
  'Precision',
  'Firmness',
  'Open-ended or recurring',
  'Condition',
  'Assumptions',
  'Alternatives',
];

export function planTable(): string {
  return [COLUMNS, COLUMNS.map(() => '---'), ...PLAN_TIMESCALES.map(cells)]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function cells({ text, reading }: PlanTimescale): string[] {
  return [
    `\`${text}\``,
    reading.earliest ?? '',
    reading.latest ?? '',
    reading.precision,
    reading.firmness,
    repeats(reading),
    reading.condition ?? '',
    reading.assumptions.join('<br>'),
    reading.alternatives
      .map(({ earliest, latest, because }) => `${earliest ?? '…'} to ${latest ?? '…'}: ${because}`)
      .join('<br>'),
  ];
}

function repeats({ openEnded, recurrence }: Reading): string {
  if (!recurrence) return openEnded ? 'open-ended' : '';
  const { every, month, day } = recurrence;
  return [`every ${every}`, month && `month ${month}`, day && `day ${day}`].filter(Boolean).join(', ');
}
