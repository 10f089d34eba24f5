import { isInstant } from '#domain/index.js';
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
  const short = [formatValue(before, period), formatValue(after, period)] as const;
  if (short.every((each) => each === '-')) return undefined;
  const [from, to] = short[0] === short[1] ? [formatAllFields(before), formatAllFields(after)] : short;
  if (from === to) return `${field}: changed in a way that one line does not show`;
  return `${field}: ${cutAtDifference(from, to).join(' -> ')}`;
}

export const shortValue = (value: unknown): string => cut(formatValue(value), WIDEST);

/** Cuts values as short as they stay distinguishable. */
export function disambiguate(values: readonly unknown[]): string[] {
  const different = new Set(values.map((value) => JSON.stringify(value))).size;
  const candidates = [shortValue, formatAllFields].map((telling) => values.map(telling));
  return candidates.find((texts) => new Set(texts).size === different) ?? values.map(formatAllFields);
}

function cutAtDifference(from: string, to: string): [string, string] {
  const pair: [string, string] = [cut(from, WIDEST), cut(to, WIDEST)];
  if (pair[0] !== pair[1]) return pair;
  let at = 0;
  while (at < from.length && from[at] === to[at]) at += 1;
  const begin = Math.max(0, at - SHARED);
  return [cut(`…${from.slice(begin)}`, WIDEST), cut(`…${to.slice(begin)}`, WIDEST)];
}

const HIDDEN_FIELDS: ReadonlySet<string> = new Set(['by', 'occurredAt', 'answersTo']);
const FIRST = ['party', 'reference', 'id', 'value', 'rating', 'kind'];
/** Free text comes last. */
const LAST = ['reason', 'narrative'];

export function formatValue(value: unknown, period?: string): string {
  if (Array.isArray(value)) return value.map((each) => formatValue(each, period)).join('; ') || '-';
  if (typeof value !== 'object' || value === null) return plain(isInstant(value) ? minuteOf(value) : value);
  if ('text' in value && 'latest' in value) return formatValue(value.text);
  const parts = Object.entries(value)
    .filter(([name, inner]) => !HIDDEN_FIELDS.has(name) && !(name === 'period' && inner === period))
    .sort(([one], [other]) => fieldRank(one) - fieldRank(other))
    .flatMap(([name, inner]) => formatField(name, inner, period));
  return parts.join(', ') || formatAllFields(value);
}

function fieldRank(name: string): number {
  if (FIRST.includes(name)) return FIRST.indexOf(name) - FIRST.length;
  return LAST.indexOf(name) + 1;
}

function formatField(name: string, value: unknown, period: string | undefined): string[] {
  const text = formatValue(value, period);
  if (text === '-') return [];
  if (FIRST.includes(name) || name === 'narrative') return [text];
  return [typeof value === 'object' ? `${wordsOf(name)} (${text})` : `${wordsOf(name)} ${text}`];
}

function formatAllFields(value: unknown): string {
  if (Array.isArray(value)) return value.map(formatAllFields).join('; ') || '-';
  if (typeof value !== 'object' || value === null) return plain(value);
  const parts = Object.entries(value).map(([name, inner]) => `${wordsOf(name)} ${formatAllFields(inner)}`);
  return parts.join(', ') || '-';
}
