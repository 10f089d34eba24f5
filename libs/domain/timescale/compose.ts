import { type MarkKind, QUIET } from './marks.js';
import type { TextPart } from './parts.js';
import type { Alternative, Firmness, Reading } from './reading.js';

export function together(parts: readonly TextPart[], readings: readonly Reading[]): Reading {
  const openEnded = readings.some((reading, index) => reading.openEnded && !isEnded(parts, readings, index));
  const { earliest, latest: lastEnd } = spanning(readings);
  const itsParts = readings.map((reading, index) => ({
    earliest: reading.earliest,
    latest: reading.latest,
    because: `only the part "${parts[index]?.text}"`,
  }));
  const dated: Alternative = { earliest, latest: lastEnd, because: 'to the last end that is stated' };
  const latest = openEnded ? null : lastEnd;
  const isNew = (other: Ends) =>
    ![{ earliest, latest }, dated].some((known) => known.earliest === other.earliest && known.latest === other.latest);
  return {
    earliest,
    latest,
    precision: 'range',
    firmness: leastFirm(readings),
    openEnded,
    recurrence: readings.find(({ recurrence }) => recurrence)?.recurrence ?? null,
    condition: readings.find(({ condition }) => condition)?.condition ?? null,
    assumptions: [
      `Holds ${readings.length} timescales, read as one from the earliest start to the last end${openEnded ? '; one of them has no end' : ''}.`,
      ...readings.flatMap(({ assumptions }, index) => assumptions.map((said) => `"${parts[index]?.text}": ${said}`)),
    ],
    alternatives: [...(openEnded && lastEnd ? [dated] : []), ...itsParts, ...byPart(parts, readings).filter(isNew)],
  };
}

function isEnded(parts: readonly TextPart[], readings: readonly Reading[], index: number): boolean {
  const kinds = parts[index]?.marks.map(({ kind }) => kind) ?? [];
  const isStart = (kinds.includes('from') || kinds.includes('after')) && !kinds.some((kind) => GOES_ON.includes(kind));
  return isStart && readings.slice(index + 1).some(({ earliest, latest }) => earliest === null && latest !== null);
}

const GOES_ON: readonly MarkKind[] = ['ongoing', 'and-ongoing', 'onwards', 'recurrence'];

const BARE: readonly MarkKind[] = ['period', ...QUIET];

/** Struck-out text loses its line in plain text, so of two dates side by side the later holds. */
export function inForce(
  parts: readonly TextPart[],
  readings: readonly Reading[],
  isFootnoted: boolean,
): Reading | undefined {
  const [one, other] = readings;
  if (!one?.latest || !other?.latest || readings.length > 2) return undefined;
  if (!parts.every(({ marks }) => marks.every(({ kind }) => BARE.includes(kind)))) return undefined;
  if (!isFootnoted && !readings.every(({ precision }) => precision === 'day')) return undefined;
  const [later, first] = one.latest > other.latest ? [0, 1] : [1, 0];
  const [stands, gone] = [readings[later] as Reading, readings[first] as Reading];
  const before = { text: parts[first]?.text ?? '', earliest: gone.earliest, latest: gone.latest };
  return {
    ...stands,
    assumptions: [
      `Holds two dates side by side: the later, "${parts[later]?.text}", is taken as the one in force.`,
      ...stands.assumptions,
    ],
    alternatives: [
      { earliest: gone.earliest, latest: gone.latest, because: `only the part "${before.text}"` },
      { ...spanning(readings), because: 'from the first to the last' },
    ],
    ...(isFootnoted && { earlier: [before] }),
  };
}

type Ends = Pick<Alternative, 'earliest' | 'latest'>;

function byPart(parts: readonly TextPart[], readings: readonly Reading[]): Alternative[] {
  return readings.flatMap(({ alternatives }, index) =>
    alternatives.map(({ because, ...ends }) => {
      const { earliest, latest } = spanning([...readings.slice(0, index), ends, ...readings.slice(index + 1)]);
      const open = ends.latest === null || readings.some((other, at) => at !== index && other.openEnded);
      return { earliest, latest: open ? null : latest, because: `"${parts[index]?.text}": ${because}` };
    }),
  );
}

function spanning(all: readonly Ends[]): Ends {
  const starts = all.flatMap(({ earliest }) => earliest ?? []).sort();
  const ends = all.flatMap(({ latest }) => latest ?? []).sort();
  return { earliest: starts.at(0) ?? null, latest: ends.at(-1) ?? null };
}

function leastFirm(readings: readonly Reading[]): Firmness {
  const order = ['conditional', 'estimate'] as const;
  return order.find((firmness) => readings.some((reading) => reading.firmness === firmness)) ?? 'firm';
}
