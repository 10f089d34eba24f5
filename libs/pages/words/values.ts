import { isCalendarDate, isInstant, spanOf } from '#domain/index.js';
import { day, list, when } from './dates.js';
import { figure, partyPart, status } from './labels.js';
import { type Names, nameOf, nameWithReference } from './names.js';

/** A value of a field as a page shows it: words, or a rating with its mark. */
export interface Shown {
  readonly text: string;
  readonly rating?: string;
  readonly word?: string;
}

/** What the words of a value depend on. */
export interface Telling {
  readonly names: Names;
  /** Of a target's figures. */
  readonly unit?: string;
}

const FIELD: Readonly<Record<string, string>> = {
  access: 'Open to',
  affects: 'Touches',
  agreed: 'Agreed date',
  agreedBy: 'On whose word',
  alsoIn: 'Also in',
  alternatives: 'What else was weighed',
  dependsOn: 'Waits for',
  dateRequest: 'Date asked for',
  due: 'Agreed date',
  externalRefs: 'Number elsewhere',
  group: 'Board or group',
  metOn: 'Met on',
  owner: 'Lead',
  parent: 'Part of',
  parties: 'Who has a part',
  overseenBy: 'Overseen by',
  rationale: 'Why it was decided',
  restrictedTo: 'Restricted to',
  reviewBy: 'To be reviewed by',
  reviewOn: 'To be looked at again on',
  startsAt: 'Begins',
  status: 'State',
  trajectory: 'Levels',
  until: 'Until',
};

/** "Overseen by"; a field without a label of its own is said by its name. */
export function fieldName(field: string): string {
  const [name = '', period] = field.split('.');
  const words = FIELD[name] ?? name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return period ? `${label} for ${day(period)}` : label;
}

/** The value at a path of an answer of any shape, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}

/** The text at a path, or null where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** “End Q2 2019/20”, by 30 September 2019. */
export function timescaleText(timescale: unknown): string {
  const text = textAt(timescale, 'text');
  const latest = textAt(timescale, 'latest');
  if (text === null) return 'no date';
  return latest ? `“${text}”, by ${day(latest)}` : `“${text}”`;
}

/** "78.2%", "61% to 100%", "about 100 people"; a figure that is missing is said so. */
export function measured(value: unknown, unit = ''): string {
  const qualifier = textAt(value, 'qualifier');
  const [low, high, exact] = [textAt(value, 'low'), textAt(value, 'high'), textAt(value, 'value')];
  if (exact !== null) return `${qualifier ? `${qualifier} ` : ''}${figure(exact, unit).trim()}`;
  if (low !== null && high !== null) return `${figure(low, unit).trim()} to ${figure(high, unit).trim()}`;
  return 'no figure';
}

/** Any value of a field in words; null where there is nothing to say. */
export function shown(field: string, value: unknown, telling: Telling): Shown | null {
  const text = said(field, value, telling);
  if (text === null) return null;
  const rating = textAt(value, 'rating');
  return rating ? { text, rating, word: textAt(value, 'word') ?? undefined } : { text };
}

function said(field: string, value: unknown, telling: Telling): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return saidText(field, value, telling);
  if (Array.isArray(value)) {
    const each = value.flatMap((inner) => said(field, inner, telling) ?? []);
    return each.length === 0 ? null : list(each);
  }
  return saidRecord(field, value, telling);
}

function saidText(field: string, value: string, { names }: Telling): string {
  if (field === 'status') return status(value);
  if (isCalendarDate(value) || isInstant(value)) return when(value);
  return Object.hasOwn(names, value) ? nameWithReference(names, value) : value;
}

function saidRecord(field: string, value: object, telling: Telling): string | null {
  const [text, party, period] = [textAt(value, 'text'), textAt(value, 'party'), textAt(value, 'period')];
  if (at(value, 'precision') !== undefined) return timescaleText(value);
  if (party !== null) {
    const part = partyPart(textAt(value, 'part'));
    return part ? `${nameOf(telling.names, party)} (${part.toLowerCase()})` : nameOf(telling.names, party);
  }
  if (period !== null && spanOf(period)) return `${day(period)}: ${measured(value, telling.unit)}`;
  if (text !== null) return text;
  const parts = Object.values(value).flatMap((inner) =>
    typeof inner === 'object' ? [] : (said(field, inner, telling) ?? []),
  );
  return parts.length === 0 ? null : parts.join(', ');
}
