import type { Authority, Movement } from '#domain/index.js';
import { count, day } from './dates.js';
import { authority } from './labels.js';

/** "365 days earlier", "1 day later", "the same day". */
export function shift(days: number): string {
  if (days === 0) return 'the same day';
  return `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
}

const MOVED: Readonly<Record<Movement, string>> = {
  slip: 'later',
  'brought-forward': 'earlier',
  unchanged: 'the day stays',
  'first-date': 'its first date',
  'given-up': 'the date was given up',
};

/** "90 days later", "the date was given up". */
export function moved(movement: Movement | null, days: number | null): string {
  if (movement === null) return '';
  return movement === 'slip' || movement === 'brought-forward' ? shift(days ?? 0) : MOVED[movement];
}

interface Promised {
  readonly sort: 'original' | 'agreed' | 'forecast' | 'reading' | 'correction';
  readonly latest: string | null;
  readonly movement: Movement | null;
  readonly days: number | null;
  readonly nearDue: boolean | null;
  readonly authority: Authority | null;
  readonly restated: { readonly movement: Movement; readonly days: number } | null;
}

/** What a promise changed, after its own words: "90 days later, chair’s action". */
export function promiseSaid(promise: Promised): string {
  const { sort, latest, restated } = promise;
  switch (sort) {
    case 'original':
      return latest ? `first promised, by ${day(latest)}` : 'first promised, without a day';
    case 'forecast':
      return latest
        ? `expected by its lead on ${day(latest)}; the agreed date stays`
        : 'expected by its lead; the agreed date stays';
    case 'reading':
      return `read anew${restated ? `, ${moved(restated.movement, restated.days)}` : ''}: no slip`;
    case 'correction':
      return `a typing error put right${restated ? `, ${moved(restated.movement, restated.days)}` : ''}: no slip`;
    case 'agreed': {
      const near = promise.nearDue ? 'moved in its last 14 days or after' : '';
      return [moved(promise.movement, promise.days), authority(promise.authority), near].filter(Boolean).join(', ');
    }
  }
}
