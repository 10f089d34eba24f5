import type { Changes, ReportedPoint } from '#reports/index.js';
import { counted, FOOTER, wrapParts } from '../text/format-event.js';
import { inOneLine } from '../text/render.js';
import { minuteOf, momentOf } from '../text/times.js';
import { itemLines } from './items.js';

export function changesLines(answer: Changes): string[] {
  const { since, until, effectiveAt, items, nextCursor } = answer;
  return [
    `What changed ${coverOf(answer)}`,
    `  since ${stoodOn(since)}`,
    `  until ${stoodOn(until)}`,
    ...(effectiveAt === null ? [] : [`  of what was true by ${momentOf(effectiveAt)}`]),
    ...cutShort(answer),
    ...totalsLines(answer),
    ...lateLegend(answer),
    ...items.flatMap((item) => ['', ...itemLines(item)]),
    '',
    ...(nextCursor === null ? [] : [`There are more items: ask the same again with --cursor ${nextCursor}`]),
    ...(items.length === 0 ? [] : ['Each event in full: action-ledger report audit --reference <reference>']),
    FOOTER,
  ];
}

function coverOf({ group, programme }: Changes): string {
  const of = (named: Changes['group'], what: string) =>
    named === null ? [] : [`${what} ${named.reference} (${inOneLine(named.name)})`];
  const covers = [...of(group, 'group'), ...of(programme, 'programme')];
  return covers.length === 0 ? 'in all that the ledger holds' : `for ${covers.join(' and ')}`;
}

function stoodOn({ asOf, ...found }: ReportedPoint): string {
  const { position, number, recordedAt } = asOf;
  const recorded = recordedAt === null ? 'before the first event' : `event ${number}, recorded ${minuteOf(recordedAt)}`;
  const by = foundBy(found);
  return `${by === '' ? '' : `${by}: `}position ${position}, ${recorded}`;
}

function foundBy({ by, meeting, instant }: Omit<ReportedPoint, 'asOf'>): string {
  const at = instant === null ? '' : momentOf(instant);
  switch (by) {
    case 'pack':
      return `the pack of ${meeting}, issued ${at}`;
    case 'start-of-meeting':
      return `the start of ${meeting}, ${at}`;
    case 'instant':
      return at;
    case 'days-back':
      return `${at}, as no meeting was held before`;
    case 'beginning':
      return 'the beginning of the ledger';
    case 'now':
      return 'now';
    case 'position':
      return '';
  }
}

function cutShort({ cut }: Changes): string[] {
  if (cut === null) return [];
  const flags = Object.entries(cut.href.query).map(([name, value]) => `--${name} ${inShell(value)}`);
  return [
    `  It ends early: ${counted(cut.eventsLeft, 'event')} of the ledger are left. Go on from there with`,
    `    action-ledger report changes ${flags.join(' ')}`,
  ];
}

const inShell = (word: string) => (/^[\w.:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

function totalsLines({ totals, items }: Changes): string[] {
  if (totals.items === 0) return ['Nothing changed between the two.'];
  const all = `${counted(totals.items, 'item')}, ${counted(totals.events, 'event')}`;
  const listed =
    items.length < totals.items
      ? `, of which ${counted(items.length, 'item')} ${items.length === 1 ? 'is' : 'are'} listed here`
      : '';
  const words = totals.what.map(({ what, items, events }) => {
    const often = events === items ? '' : ` (${events} events)`;
    return `${what.replaceAll('-', ' ')} ${items}${often}`;
  });
  return [`${all}${listed}:`, ...wrapParts(words).map((line) => `  ${line}`)];
}

function lateLegend({ items }: Changes): string[] {
  const late = items.some(({ events }) => events.some((event) => event.late));
  return late ? ['"late": true before the first of the two moments, and recorded after it.'] : [];
}
