import type { Instant, OccurredAt } from '#domain/index.js';
import { inOneLine } from './render.js';
import { whenOf } from './times.js';

const LINE_WIDTH = 110;

interface PrintedEvent {
  readonly number: number;
  readonly recordedAt: Instant;
  readonly occurredAt: OccurredAt;
  readonly type: string;
  readonly actor: { readonly party: string; readonly name: string | null };
  readonly reason: string | null;
}

interface Circumstances {
  readonly onBehalfOf: { readonly party: string; readonly source: string } | null;
  readonly meeting: string | null;
  readonly minuteRef: string | null;
}

export const whoOf = ({ actor }: Pick<PrintedEvent, 'actor'>): string => inOneLine(actor.name ?? actor.party);

export function eventLine(event: PrintedEvent & Circumstances, marks: readonly string[] = []): string {
  return `${event.number}  ${whenOf(event)}  ${eventSummary(event, marks)}`;
}

export function eventSummary(event: PrintedEvent & Circumstances, marks: readonly string[] = []): string {
  const { type, onBehalfOf, meeting, minuteRef, reason } = event;
  const parts = [
    [type, ...marks, `by ${whoOf(event)}`].join(marks.length === 0 ? ' ' : ', '),
    ...(onBehalfOf ? [`for ${onBehalfOf.party} (${onBehalfOf.source})`] : []),
    ...(meeting === null ? [] : [`at ${meeting}`]),
    ...(minuteRef === null ? [] : [minuteRef]),
  ];
  return inOneLine(`${parts.join(', ')}${why(reason)}`);
}

const why = (reason: string | null) => (reason === null ? '' : `: ${reason}`);

export function wrapParts(parts: readonly string[], between = ', '): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + between.length + part.length <= LINE_WIDTH)
      lines[lines.length - 1] = last + between + part;
    else {
      if (last !== undefined) lines[lines.length - 1] = last + between.trimEnd();
      lines.push(part);
    }
  }
  return lines;
}

export const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const FOOTER = 'Times are in UTC. --json has all of it: the links, and in full what is cut here with ….';
