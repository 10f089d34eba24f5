import type { Preview } from '#commands/index.js';
import { count, daysBetween } from '../words/dates.js';
import { isPromise, type PromisedFor, understoodAs } from '../words/timescale.js';
import type { Form } from './form.js';
import type { FormItem } from './words/form-words.js';

const MOVES: readonly string[] = ['revise-timescale', 'revise-date', 'agree-date'];
const PUTS_RIGHT: readonly string[] = ['correct', 'confirm-reading'];

/** Says how a date is read and what slips, from the events of a preview. */
export function consequences(
  { verb = '' }: Pick<Form, 'verb'>,
  { events }: Preview,
  item: FormItem | undefined,
): readonly string[] {
  const promised = events.flatMap(({ data }) => promiseIn(data, ['timescale', 'due', 'value']) ?? [])[0];
  if (!promised) return [];
  const before = promiseIn(item ?? {}, ['agreed', 'due']);
  const days = before?.latest && promised.latest ? daysBetween(before.latest, promised.latest) : 0;
  return [understoodAs(promised), ...(before && days !== 0 ? movedBy(verb, days, before.text) : [])];
}

function movedBy(verb: string, days: number, before: string): readonly string[] {
  if (PUTS_RIGHT.includes(verb))
    return [`Its last day moves by ${count(Math.abs(days), 'day')}: it is shown as put right, and is no slip.`];
  if (!MOVES.includes(verb)) return [];
  const kept = `The ledger keeps it beside “${before}”.`;
  return [
    days > 0
      ? `${kept} It counts as a slip of ${count(days, 'day')}.`
      : `${kept} It is ${count(-days, 'day')} earlier than agreed.`,
  ];
}

const promiseIn = (data: object, names: readonly string[]): PromisedFor | undefined =>
  names.map((name): unknown => Reflect.get(data, name)).find(isPromise);
