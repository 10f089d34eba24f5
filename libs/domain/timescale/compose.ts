import type { Part } from './parts.js';
import type { Alternative, Firmness, Reading } from './reading.js';

/** One reading for a text of several timescales: from the earliest start to the last end. */
export function together(parts: readonly Part[], readings: readonly Reading[]): Reading {
  const openEnded = readings.some((reading) => reading.openEnded);
  const earliest =
    readings
      .flatMap((reading) => reading.earliest ?? [])
      .sort()
      .at(0) ?? null;
  const lastEnd =
    readings
      .flatMap((reading) => reading.latest ?? [])
      .sort()
      .at(-1) ?? null;
  const itsParts = readings.map((reading, index) => ({
    earliest: reading.earliest,
    latest: reading.latest,
    because: `only the part "${parts[index]?.text}"`,
  }));
  const dated: Alternative[] = [{ earliest, latest: lastEnd, because: 'to the last end that is stated' }];
  return {
    earliest,
    latest: openEnded ? null : lastEnd,
    precision: 'range',
    firmness: leastFirm(readings),
    openEnded,
    recurrence: readings.find(({ recurrence }) => recurrence)?.recurrence ?? null,
    condition: readings.find(({ condition }) => condition)?.condition ?? null,
    assumptions: [
      `Holds ${readings.length} timescales, read as one from the earliest start to the last end${openEnded ? '; one of them has no end' : ''}.`,
      ...readings.flatMap(({ assumptions }, index) => assumptions.map((said) => `"${parts[index]?.text}": ${said}`)),
    ],
    alternatives: [...(openEnded && lastEnd ? dated : []), ...itsParts],
  };
}

function leastFirm(readings: readonly Reading[]): Firmness {
  const order = ['conditional', 'estimate'] as const;
  return order.find((firmness) => readings.some((reading) => reading.firmness === firmness)) ?? 'firm';
}
