import { comparable } from './words.js';

const REFERENCE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;
/** A reference that says what it is: letters and digits, such as SMI-A05. */
const OWN = /^[A-Z][A-Z0-9]*-[A-Z]*\d+$/;
const SMALL_WORDS = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
const PREFIX_LETTERS = 8;
const NUMBER_DIGITS = 2;

export interface References {
  isFree(reference: string): boolean;
  take(reference: string): string;
  /** The next number under a prefix: `SMI-A` gives `SMI-A05`. */
  next(prefix: string): string;
  /** The wanted reference, or with a number behind it where it is taken. */
  free(wanted: string): string;
}

/** Gives out references by rule: the same for the same document on the same ledger. */
export function references(taken: ReadonlySet<string>): References {
  const given = new Set(taken);
  const highest = new Map<string, number>();
  const take = (reference: string) => {
    given.add(reference);
    return reference;
  };
  function highestUnder(prefix: string): number {
    const numbers = [...given].flatMap((each) => {
      const rest = each.startsWith(prefix) ? each.slice(prefix.length) : '';
      return /^\d+$/.test(rest) ? [Number(rest)] : [];
    });
    return Math.max(0, ...numbers);
  }
  return {
    isFree: (reference) => !given.has(reference),
    take,
    next(prefix) {
      let number = highest.get(prefix) ?? highestUnder(prefix);
      let reference: string;
      do {
        number += 1;
        reference = `${prefix}${String(number).padStart(NUMBER_DIGITS, '0')}`;
      } while (given.has(reference));
      highest.set(prefix, number);
      return take(reference);
    },
    free(wanted) {
      for (let number = 1; ; number++) {
        const reference = number === 1 ? wanted : `${wanted}${number}`;
        if (!given.has(reference)) return take(reference);
      }
    },
  };
}

/** A reference that a document gives and a ledger can keep. */
export function ownReference(written: string | undefined): string | undefined {
  const reference = written?.trim().toUpperCase();
  return reference && REFERENCE.test(reference) && OWN.test(reference) ? reference : undefined;
}

/** Initials of a name's words, or the start of a single one: "Suicide Reduction" is SR. */
export function prefixFrom(name: string): string {
  const words = comparable(name.normalize('NFD').replace(/\p{M}/gu, ''))
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '' && !SMALL_WORDS.has(word));
  const initials = words.map((word) => word[0]).join('');
  const prefix = words.length > 1 ? initials : (words[0] ?? '').slice(0, 6);
  return prefix.toUpperCase().slice(0, PREFIX_LETTERS) || 'PLAN';
}

export const asPrefix = (key: string, name: string): string =>
  /^[A-Z0-9][A-Z0-9-]{0,29}$/.test(key) ? key : prefixFrom(name);
