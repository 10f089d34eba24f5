import { ITEMS } from './items.js';
import type { Reckoning } from './reckoning.js';
import type { TextToken } from './tokens.js';

export interface Match {
  readonly values: readonly number[];
  readonly next: number;
}

export interface Pattern {
  readonly steps: readonly Step[];
}

interface Step {
  readonly optional: boolean;
  readonly item: string | undefined;
  readonly words: readonly string[];
}

/**
 * Syntax such as `the? end|close of? MONTH YEAR`: capitals name an item, `|` separates words, `?` marks optional ones.
 */
export function pattern(source: string): Pattern {
  return { steps: source.split(' ').map(stepOf) };
}

function stepOf(source: string): Step {
  const optional = source.length > 1 && source.endsWith('?');
  const name = optional ? source.slice(0, -1) : source;
  return { optional, item: name in ITEMS ? name : undefined, words: name.split('|') };
}

export function matchOf(
  { steps }: Pattern,
  tokens: readonly TextToken[],
  start: number,
  by: Reckoning,
): Match | undefined {
  const values: number[] = [];
  let at = start;
  for (const step of steps) {
    const token = tokens[at];
    const found = token && fits(step, token, by);
    if (found) {
      values.push(...found);
      at += 1;
    } else if (!step.optional) return undefined;
  }
  return { values, next: at };
}

const NO_NUMBERS: readonly number[] = [];

function fits({ item, words }: Step, token: TextToken, by: Reckoning): readonly number[] | undefined {
  if (item !== undefined) return ITEMS[item]?.(token, by);
  return words.includes(token.key) ? NO_NUMBERS : undefined;
}

export interface Written {
  readonly forms: readonly Pattern[];
}

export interface Fit<Rule> {
  readonly rule: Rule;
  readonly match: Match;
}
export type Finder<Rule> = (tokens: readonly TextToken[], at: number, by: Reckoning) => Fit<Rule> | undefined;

/** Indexes forms by their first word, because most words begin none (performance). */
export function finderOf<Rule extends Written>(rules: readonly Rule[]): Finder<Rule> {
  const forms = rules.flatMap((rule) => rule.forms.map((form) => ({ rule, form })));
  const byWord = new Map<string, number[]>();
  const byItem = new Map<string, number[]>();
  for (const [index, { form }] of forms.entries()) {
    for (const { item, words } of beginnings(form)) {
      for (const name of item === undefined ? words : [item]) append(item === undefined ? byWord : byItem, name, index);
    }
  }
  const beginningWith = (token: TextToken, by: Reckoning) => {
    const items = [...byItem].flatMap(([item, those]) => (ITEMS[item]?.(token, by) ? those : []));
    return [...(byWord.get(token.key) ?? []), ...items].sort((one, other) => one - other);
  };
  const ofWords = new Map<string, readonly number[]>();
  /** Words begin the same forms in every document, so they are cached; figures depend on the document's year. */
  const remembered = (token: TextToken, by: Reckoning) => {
    if (token.kind !== 'word' && token.kind !== 'sign') return beginningWith(token, by);
    const known = ofWords.get(token.key) ?? beginningWith(token, by);
    if (ofWords.size >= MOST_WORDS) ofWords.clear();
    ofWords.set(token.key, known);
    return known;
  };
  return (tokens, at, by) => {
    const token = tokens[at];
    for (const index of token ? remembered(token, by) : []) {
      const { rule, form } = forms[index] as (typeof forms)[number];
      const match = matchOf(form, tokens, at, by);
      if (match) return { rule, match };
    }
    return undefined;
  };
}

const MOST_WORDS = 2000;

function beginnings({ steps }: Pattern): readonly Step[] {
  const required = steps.findIndex(({ optional }) => !optional);
  return steps.slice(0, required + 1);
}

function append(index: Map<string, number[]>, name: string, form: number): void {
  const known = index.get(name);
  if (known) known.push(form);
  else index.set(name, [form]);
}
