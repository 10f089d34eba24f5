import { isInstant } from '#domain/kernel/calendar.js';
import { cut, plain, wordsOf } from './render.js';
import { minuteOf } from './times.js';

const WIDEST = 100;
/** How many shared characters remain before the first difference. */
const SHARED = 20;

interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export function fieldLine({ field, before, after }: FieldChange): string | undefined {
  const period = field.split('.')[1];
  const short = [told(before, period), told(after, period)] as const;
  if (short.every((each) => each === '-')) return undefined;
  const [from, to] = short[0] === short[1] ? [everything(before), everything(after)] : short;
  if (from === to) return `${field}: changed in a way that one line does not show`;
  return `${field}: ${whereTheyPart(from, to).join(' -> ')}`;
}

export const shown = (value: unknown): string => cut(told(value), WIDEST);

/** Cuts values as short as they stay distinguishable. */
export function apart(values: readonly unknown[]): string[] {
  const different = new Set(values.map((value) => JSON.stringify(value))).size;
  const told = [shown, everything].map((telling) => values.map(telling));
  return told.find((texts) => new Set(texts).size === different) ?? values.map(everything);
}

function whereTheyPart(from: string, to: string): [string, string] {
  const pair: [string, string] = [cut(from, WIDEST), cut(to, WIDEST)];
  if (pair[0] !== pair[1]) return pair;
  let at = 0;
  while (at < from.length && from[at] === to[at]) at += 1;
  const begin = Math.max(0, at - SHARED);
  return [cut(`…${from.slice(begin)}`, WIDEST), cut(`…${to.slice(begin)}`, WIDEST)];
}

const KEPT: ReadonlySet<string> = new Set(['by', 'occurredAt', 'answersTo']);
const FIRST = ['party', 'reference', 'id', 'value', 'rating', 'kind'];
/** Free text comes last. */
const LAST = ['reason', 'narrative'];

export function told(value: unknown, period?: string): string {
  if (Array.isArray(value)) return value.map((each) => told(each, period)).join('; ') || '-';
  if (typeof value !== 'object' || value === null) return plain(isInstant(value) ? minuteOf(value) : value);
  if ('text' in value && 'latest' in value) return told(value.text);
  const parts = Object.entries(value)
    .filter(([name, inner]) => !KEPT.has(name) && !(name === 'period' && inner === period))
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .flatMap(([name, inner]) => partOf(name, inner, period));
  return parts.join(', ') || everything(value);
}

function placeOf(name: string): number {
  if (FIRST.includes(name)) return FIRST.indexOf(name) - FIRST.length;
  return LAST.indexOf(name) + 1;
}

function partOf(name: string, value: unknown, period: string | undefined): string[] {
  const text = told(value, period);
  if (text === '-') return [];
  if (FIRST.includes(name) || name === 'narrative') return [text];
  return [typeof value === 'object' ? `${wordsOf(name)} (${text})` : `${wordsOf(name)} ${text}`];
}

function everything(value: unknown): string {
  if (Array.isArray(value)) return value.map(everything).join('; ') || '-';
  if (typeof value !== 'object' || value === null) return plain(value);
  const parts = Object.entries(value).map(([name, inner]) => `${wordsOf(name)} ${everything(inner)}`);
  return parts.join(', ') || '-';
}
