import type { ChangedItem, ChangeEvent, ChangeKind, FieldLine, Slip } from '#reports/index.js';
import { counted, eventLine, wrapParts } from '../text/format-event.js';
import { cut, indented, inOneLine, wordsOf } from '../text/render.js';
import { disambiguate, fieldLine, formatValue, shortValue } from '../text/values.js';

/** The limit of event numbers shown per field. */
const NAMED = 6;
/** Longer texts of new items are cut to this number of characters. */
const LONG = 240;

export function itemLines(item: ChangedItem): string[] {
  const { events, eventCount } = item;
  const earlier = eventCount - events.length;
  return [
    headOf(item),
    ...indented([
      ...whatHappened(item),
      ...(earlier > 0 ? [`${counted(earlier, 'earlier event')}, not listed here`] : []),
      ...events.map((event) => eventLine(event, marksOf(event))),
    ]),
  ];
}

export function headOf({ reference, title, kind, programme, status }: ChangedItem): string {
  const is = `(${programme === null ? kind : `${kind} of ${programme}`}: ${status})`;
  return [reference, ...(title === null ? [] : [inOneLine(title)]), is].join('  ');
}

export function whatHappened(item: ChangedItem): string[] {
  const { kind, supersedes, supersededBy, slip, changes } = item;
  const moved = slip ? [movedBy(slip.days)] : [];
  return [
    ...wrapParts([...item.what.map((what) => inWords(what, item)), ...moved]),
    ...(supersedes === null ? [] : [`takes the place of ${supersedes}`]),
    ...(supersededBy === null
      ? []
      : [`${kind === 'action' ? 'merged into' : 'its place was taken by'} ${supersededBy}`]),
    ...addedFields(item),
    ...changes.flatMap((line) => changedField(line, item)),
  ];
}

const TELLING: Partial<Record<ChangeKind, string>> = {
  corrected: ' (the ledger was wrong, the world did not change)',
  'reading-confirmed': ' (the date did not move)',
};

/** Shows a count only if all events are listed. */
function inWords(what: ChangeKind, { events, eventCount }: ChangedItem): string {
  const count = events.filter((event) => event.what === what).length;
  const times = count > 1 && events.length === eventCount ? ` ${count} times` : '';
  return `${what.replaceAll('-', ' ')}${times}${TELLING[what] ?? ''}`;
}

function movedBy(days: number | null): string {
  if (days === null) return 'by an unknown number of days';
  if (days === 0) return 'agreed date back where it was';
  return `agreed date ${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'} in all`;
}

function addedFields({ changes, reference, title, supersedes }: ChangedItem): string[] {
  const above: unknown[] = [reference, title, supersedes];
  const parts = changes
    .filter(({ how, after }) => how === 'added' && !above.includes(after) && formatValue(after) !== '-')
    .map(({ field, after }) => `${wordsOf(field)}: ${cut(formatValue(after), LONG)}`);
  return wrapParts(parts, '; ').map((line, index) => (index === 0 ? `with ${line}` : `  ${line}`));
}

function changedField({ field, before, after, how, events }: FieldLine, { eventCount }: ChangedItem): string[] {
  if (how === 'added') return [];
  const on = eventCount > 1 ? `  [${numbersOf(events)}]` : '';
  const name = wordsOf(field);
  if (how === 'returned') return [`${name}: changed and returned to ${backTo(after)}${on}`];
  const line = fieldLine({ field: name, before, after });
  return line === undefined ? [] : [`${line}${how === 'corrected' ? ' (a correction)' : ''}${on}`];
}

function backTo(value: unknown): string {
  const text = shortValue(value);
  return text === '-' ? 'nothing' : text;
}

function numbersOf(events: readonly number[]): string {
  const left = events.length - NAMED;
  return left > 0 ? `${events.slice(0, NAMED).join(', ')} and ${left} more` : events.join(', ');
}

export function marksOf({ slip, correction, late }: ChangeEvent): string[] {
  return [...(slip ? [slipOf(slip)] : []), ...(correction ? ['a correction'] : []), ...(late ? ['late'] : [])];
}

const ON: Record<NonNullable<Slip['authority']>, string> = {
  group: 'agreed by the group',
  'chairs-action': "on chair's action",
  delegated: 'under delegated authority',
  lead: 'by the lead alone, not agreed',
  unknown: 'authority not known',
};

function slipOf({ before, after, days, authority }: Slip): string {
  // Both dates are abbreviated together, so that their difference stays visible.
  const dates = disambiguate(before ? [before, after] : [after]).join(' -> ');
  return `${movedOnce(days)} (${dates}), ${authority === null ? 'authority not stated' : ON[authority]}`;
}

function movedOnce(days: number | null): string {
  if (days === null || days === 0) return 'redated';
  return `${days > 0 ? 'slipped' : 'brought forward'} by ${counted(Math.abs(days), 'day')}`;
}
