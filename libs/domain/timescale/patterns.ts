import { ITEMS } from './items.js';
import type { Reckoning } from './reckoning.js';
import type { Token } from './tokens.js';

/** Where a pattern fits: the numbers of its items in order, and the token after it. */
export interface Match {
  readonly values: readonly number[];
  readonly next: number;
}
export type Matcher = (tokens: readonly Token[], at: number, by: Reckoning) => Match | undefined;

/**
 * Compiles a pattern such as `the? end|close of? MONTH YEAR`: words and signs stand for themselves, capitals for an
 * item, `|` parts words of which any fits, and `?` marks what may be missing.
 */
export function pattern(source: string): Matcher {
  const steps = source.split(' ').map(stepOf);
  return (tokens, start, by) => {
    const values: number[] = [];
    let at = start;
    for (const step of steps) {
      const token = tokens[at];
      const found = token && step.fits(token, by);
      if (found) {
        values.push(...found);
        at += 1;
      } else if (!step.optional) return undefined;
    }
    return { values, next: at };
  };
}

function stepOf(source: string) {
  const optional = source.length > 1 && source.endsWith('?');
  const name = optional ? source.slice(0, -1) : source;
  const words = name.split('|');
  const item = ITEMS[name];
  const literal = (token: Token) => (words.includes(token.key) ? [] : undefined);
  return { optional, fits: item ?? literal };
}

/** Something with the forms in which it is written. */
export interface Written {
  readonly forms: readonly Matcher[];
}

/** The first of some rules that fits at a token, with what it matched. */
export function firstFit<Rule extends Written>(
  rules: readonly Rule[],
  tokens: readonly Token[],
  at: number,
  by: Reckoning,
): { readonly rule: Rule; readonly match: Match } | undefined {
  for (const rule of rules) {
    for (const matches of rule.forms) {
      const match = matches(tokens, at, by);
      if (match) return { rule, match };
    }
  }
  return undefined;
}
