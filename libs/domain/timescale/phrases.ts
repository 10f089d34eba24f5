import { pattern } from './patterns.js';
import type { Recurrence } from './reading.js';
import type { Token } from './tokens.js';

function phrase<Kind extends string>(kind: Kind, ...forms: string[]) {
  return { kind, forms: forms.map(pattern), every: undefined };
}

function recurring(every: Recurrence['every'], ...forms: string[]) {
  return { ...phrase('recurrence', ...forms), every };
}

/** The words around dates, by what they do to a reading; the first rule that fits is taken. */
const RULES = [
  phrase(
    'no-date',
    ...['tbc|tba|tbd', 'to be confirmed|agreed|determined|decided|announced|advised', 'n / a', 'none|unknown'],
    ...['not known|stated|applicable', '?', 'asap', 'as soon as possible', 'immediate|immediately|urgent|urgently'],
  ),
  phrase(
    'status',
    'to? be? completed|complete|confirmed|delivered|done|achieved|closed|finished|submitted|agreed|approved|started|underway',
    ...['not started', 'in place|progress'],
  ),
  phrase('by', 'by', 'due by', 'no|not later than', 'on or before'),
  phrase('end', 'year - end', 'year? end of?', 'close of'),
  phrase('start', 'start|beginning of?'),
  phrase('early', 'early -? in?'),
  phrase('middle', 'mid|middle -? of|in?'),
  phrase('late', 'late -? in?'),
  phrase('ongoing', 'from now on'),
  phrase('from', 'from', 'since', 'starting|commencing from|in|on?', 'not|no before|earlier than?', 'as from|of'),
  phrase('before', 'before', 'prior to'),
  phrase('after', 'after', 'following'),
  phrase('until', 'until|till', 'up to'),
  phrase('condition', 'dependent|dependant|depending|depends|contingent|conditional on|upon', 'subject to'),
  phrase('condition', 'pending|awaiting|once|when|upon|if', 'on approval|completion|receipt of?'),
  phrase('estimate', 'estimate|estimated|est|approximately|approx|circa|c|about|around|roughly'),
  phrase('estimate', 'expected|anticipated|provisional|provisionally|indicative|hopefully'),
  phrase('perhaps', 'potentially|possibly|maybe|perhaps'),
  phrase('relative', 'within|in the? next? COUNT UNIT'),
  recurring('year', 'each|every|per year|annum', 'annual|annually|yearly', 'once a year'),
  recurring('quarter', 'each|every|per quarter', 'quarterly'),
  recurring('month', 'NUMBER st|nd|rd|th of? the? each|every month', 'each|every|per month', 'monthly'),
  recurring('week', 'each|every|per week', 'weekly'),
  phrase('each', 'each|every'),
  phrase('and-ongoing', 'and|then|& ongoing|continuing|continuous'),
  phrase('ongoing', 'ongoing|continuing|continuous|continuously', 'on - going'),
  phrase('onwards', 'and? onwards|onward'),
  phrase('contract', 'contract'),
  phrase('dash', '-', 'to', 'through'),
  phrase('slash', '/'),
  phrase('and', 'and|&|or|,|+'),
  phrase('filler', 'financial|calendar year'),
  phrase('filler', 'the|of|in|during|throughout|within|on|at|for|a|financial|fy|due|date|deadline|.|,|:|;|(|)|"|•|·'),
  phrase(
    'filler',
    'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun',
  ),
  phrase('unreadable', 'not|no|never|nor|except|excluding|without|unless|cancelled|stopped|postponed'),
  phrase(
    'unreadable',
    'year|years|quarter|quarters|half|month|months|week|weeks|day|days|weekend|fortnight|fortnightly|hours',
  ),
  phrase('unreadable', 'biannual|biannually|biennial|biennially|bimonthly|biweekly|bi|twice|other|alternate'),
  phrase(
    'unreadable',
    'christmas|easter|whitsun|term|holiday|holidays|next|last|previous|this|w|wc|spring|summer|autumn|winter',
  ),
] as const;

export type PhraseKind = (typeof RULES)[number]['kind'];

export interface Phrase {
  readonly kind: PhraseKind;
  readonly every: Recurrence['every'] | undefined;
  /** The numbers in it: of "within 6 months" 6 and the unit. */
  readonly values: readonly number[];
  readonly next: number;
}

/** The phrase that begins at a token; undefined where its word is none that the reader knows. */
export function phraseAt(tokens: readonly Token[], at: number, near: number): Phrase | undefined {
  for (const { kind, every, forms } of RULES) {
    for (const matches of forms) {
      const match = matches(tokens, at, near);
      if (match) return { kind, every, values: match.values, next: match.next };
    }
  }
  return undefined;
}
