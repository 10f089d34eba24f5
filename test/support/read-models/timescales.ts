import type { Timescale } from '#domain/timescale/reading.js';

/** A firm promise to be kept by a day. */
export function by(latest: string | null, text = latest ? `By ${latest}` : 'TBC'): Timescale {
  return {
    text,
    earliest: null,
    latest,
    precision: latest ? 'day' : 'none',
    firmness: 'firm',
    openEnded: false,
    recurrence: null,
    condition: null,
    assumptions: [],
    alternatives: [],
    reader: '1',
    context: { documentDate: '2018-03-01' },
  };
}
