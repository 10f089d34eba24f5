import { count } from '../words/dates.js';

export interface SaidRecorded {
  readonly says: string;
  /** Of its last event. */
  readonly number?: string;
}

/** In the address after a form; no link keeps them. */
export const RECORDED_KEYS: readonly string[] = ['recorded', 'again'];

export function sayRecorded({
  recorded,
  again,
}: Readonly<Record<string, string | undefined>>): SaidRecorded | undefined {
  if (recorded === undefined) return undefined;
  if (recorded === 'nothing') return { says: 'Nothing was recorded: it stands so already.' };
  if (recorded === 'later')
    return { says: 'Recorded. This page runs behind and may not show it yet: open it again in a moment.' };
  const figures = /^(\d{1,3})-figures$/.exec(recorded)?.[1];
  if (figures !== undefined) {
    const said = count(Number(figures), 'figure');
    return { says: again === undefined ? `Recorded: ${said}.` : `You sent this twice. It was recorded once: ${said}.` };
  }
  if (!/^\d{1,15}$/.test(recorded)) return { says: 'Recorded.' };
  const says = again === undefined ? 'Recorded as' : 'You sent this twice. It was recorded once, as';
  return { says, number: recorded };
}
