import type { PageForm, Sent } from './plain-browser.js';
import { untouched } from './plain-browser.js';
import type { Step } from './the-year.js';

/** A command that a row of a meeting's room gives: the outcome, and the fields of its words and its date. */
const IN_THE_ROOM: Readonly<Record<string, readonly [outcome: string, words: string, date?: string]>> = {
  'action report-progress': ['heard', 'narrative'],
  'action add-note': ['noted', 'text'],
  'action revise-timescale': ['date', 'reason', 'timescale'],
  'action defer': ['deferred', 'reason'],
  'action block': ['blocked', 'reason'],
  'action withdraw': ['withdrawn', 'reason'],
  'action verify': ['verified', 'evidence'],
  'action decline-completion': ['sent-back', 'reason'],
  'milestone meet': ['met', 'evidence'],
  'milestone revise-date': ['date', 'reason', 'due'],
  'milestone miss': ['missed', 'narrative'],
  'decision release': ['released', 'narrative'],
  'decision review': ['reviewed', 'outcome'],
};

/** The row of a command; undefined where a row cannot say all of it. */
export function rowOf({ kind, reference, verb, body }: Step): Sent | undefined {
  const [outcome, words = '', date = ''] = IN_THE_ROOM[`${kind} ${verb}`] ?? [];
  const { meeting, minuteRef = '', authority = 'group', ...rest } = body as Readonly<Record<string, string>>;
  const others = Object.keys(rest).filter((name) => name !== words && name !== date);
  if (!outcome || !meeting || authority !== 'group' || others.length > 0) return undefined;
  const fields = { outcome, words: rest[words] ?? '', minute: minuteRef, ...(date && { date: rest[date] ?? '' }) };
  return Object.entries(fields).map(([name, value]) => [`${reference}.${name}`, value]);
}

/** What a browser sends of the room when these rows were filled; fails where the page has no such row or outcome. */
export function roomSent(form: PageForm, rows: readonly Sent[]): Sent {
  const typed = rows.flat();
  for (const [name, value] of typed) {
    const control = form.controls.find((each) => each.name === name);
    if (!control) throw new Error(`${form.action} has no ${name}`);
    if (control.as === 'select' && !control.options.includes(value))
      throw new Error(`${form.action} does not offer ${value} for ${name}`);
  }
  const isTyped = (name: string) => typed.some(([each]) => each === name);
  return [...untouched(form).filter(([name]) => !isTyped(name)), ...typed];
}

/** A command for each row of the room, up to so many, as what the row offers allows. */
export function updatesFor(form: PageForm, most: number, { meeting, at }: { meeting: string; at: string }): Step[] {
  const rows = form.controls.filter(({ name }) => name.endsWith('.outcome'));
  return rows.slice(0, most).flatMap(({ name, options }, index): Step[] => {
    const reference = name.replace(/\.outcome$/, '');
    const kind = form.controls.find((each) => each.name === `${reference}.kind`)?.value as Step['kind'];
    const offered = Object.entries(IN_THE_ROOM).filter(
      ([command, [outcome]]) => command.startsWith(`${kind} `) && options.includes(outcome) && !ENDS.includes(outcome),
    );
    const [command, [, words, date]] = offered[index % offered.length] as (typeof offered)[number];
    const body = {
      [words]: `Said of ${reference} at the table.`,
      ...(date && { [date]: 'End September 2019' }),
      meeting,
      minuteRef: `5.${index + 1}`,
    };
    return [{ at, by: 'SECRETARY', kind, reference, verb: command.split(' ')[1] as string, body }];
  });
}

/** What comes later in the year could no longer be recorded. */
const ENDS = ['withdrawn', 'deferred', 'blocked', 'released'];
