import type { AuditEntry } from '#projections/audit/present.js';
import { inOneLine } from '../report/render.js';
import type { Step } from './steps.js';

const WIDEST = 70;

/** A step as lines for people: each event, who did it and why, and what it changed. */
export function linesOf({ meeting, events }: Step): string[] {
  const lines = events.flatMap(eventLines);
  if (meeting === null) return lines;
  return [`== Up to ${meeting}: ${events.length} events`, ...lines, ''];
}

function eventLines(event: AuditEntry): string[] {
  const { number, recordedAt, occurredAt, type, reference, actor, reason, changes } = event;
  const dated = occurredAt === recordedAt ? '' : `, true ${occurredAt}`;
  const who = actor.name ?? actor.party;
  const why = reason === null ? '' : `: ${cut(reason)}`;
  return [
    `${number}  ${recordedAt.slice(0, 16).replace('T', ' ')}${dated}  ${reference}  ${type} by ${cut(who)}${why}`,
    ...changes
      .map(({ field, before, after }) => ({ field, from: shown(before), to: shown(after) }))
      .filter(({ from, to }) => from !== to)
      .map(({ field, from, to }) => `      ${field}: ${from} -> ${to}`),
  ];
}

function shown(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '-';
  // A timescale is told by what was written.
  if (typeof value === 'object' && 'text' in value) return shown(value.text);
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

const cut = (text: string) => {
  const line = inOneLine(text);
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
};
