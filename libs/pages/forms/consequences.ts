import type { Preview } from '#commands/index.js';
import type { CalendarDate } from '#domain/index.js';
import { count, daysBetween } from '../words/dates.js';
import { isPromise, type PromisedFor, understoodAs } from '../words/timescale.js';
import type { Form } from './form.js';
import type { FormItem } from './words/form-words.js';

const MOVING = ['revise-timescale', 'revise-date', 'agree-date'];

/** What recording a command comes to, from the events that it would write: how a date is read, and what slips. */
export function consequences({ verb }: Pick<Form, 'verb'>, { events }: Preview, item: FormItem | undefined): string[] {
  const promised = events.flatMap(({ data }) => timescaleIn(data) ?? [])[0];
  if (!promised) return [];
  const before = timescaleIn(item ?? {}, 'agreed') ?? timescaleIn(item ?? {}, 'due');
  const moves = MOVING.some((each) => each === verb);
  const days = before?.latest && promised.latest ? daysBetween(before.latest, promised.latest) : undefined;
  if (days === undefined || days === 0) return [understoodAs(promised)];
  if (moves) return [understoodAs(promised), slipText(days, before?.text ?? '')];
  return PUTS_RIGHT.includes(verb ?? '')
    ? [
        understoodAs(promised),
        `Its last day moves by ${count(Math.abs(days), 'day')}: it is shown as put right, and is no slip.`,
      ]
    : [understoodAs(promised)];
}

const PUTS_RIGHT: readonly string[] = ['correct', 'confirm-reading'];

function slipText(days: number, before: string): string {
  const kept = `The ledger keeps it beside “${before}”.`;
  return days > 0
    ? `${kept} It counts as a slip of ${count(days, 'day')}.`
    : `${kept} It is ${count(-days, 'day')} earlier than agreed.`;
}

function timescaleIn(data: object, ...names: string[]): (PromisedFor & { latest: CalendarDate | null }) | undefined {
  const fields = data as Readonly<Record<string, unknown>>;
  const found = (names.length > 0 ? names : ['timescale', 'due', 'value']).map((name) => fields[name]).find(isPromise);
  return found;
}
