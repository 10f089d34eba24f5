import type { AuditEntry } from '#read-models/index.js';
import { whoOf } from '../text/format-event.js';
import { cut, inOneLine } from '../text/render.js';
import { whenOf } from '../text/times.js';
import { fieldLine } from '../text/values.js';
import type { ReplayStep } from './steps.js';

const WIDEST = 70;

export function linesOf({ meeting, events }: ReplayStep): string[] {
  const lines = events.flatMap(eventLines);
  if (meeting === null) return lines;
  return [`== Up to ${meeting}: ${events.length} events`, ...lines, ''];
}

function eventLines(event: AuditEntry): string[] {
  const { number, type, reference, reason, late, changes } = event;
  const why = reason === null ? '' : `: ${cut(inOneLine(reason), WIDEST)}`;
  return [
    `${number}  ${whenOf(event)}  ${reference}  ${type} by ${cut(whoOf(event), WIDEST)}${why}`,
    ...(late ? [`      ${late.note}`] : []),
    ...changes.flatMap((change) => fieldLine(change) ?? []).map((line) => `      ${line}`),
  ];
}
