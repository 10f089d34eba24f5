import type { TargetItem, TargetPoint } from '#documents/index.js';
import type { Draft } from './draft.js';
import type { KnownTarget } from './ledger-now.js';
import type { ImportStep } from './new-item.js';
import type { PlacedProgramme } from './programmes.js';
import { asOneLine, asText, isSameText } from './words.js';

const FIGURE = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** What is better when it is less. */
const LESS_IS_BETTER = /\b(?:wait(?:s|ing)?|delay|reduc\w*|fewer|deaths?|suicides?|breach\w*|out of area|OAPs?)\b/i;
const WITHIN = /\bwithin\b|%|percent/i;

type Figured = TargetPoint & { readonly period: string };

/** Points that a target can hold: a period, a figure, and each period once. */
export function pointsOf({ points }: TargetItem): {
  readonly held: readonly Figured[];
  readonly left: readonly TargetPoint[];
} {
  const held: Figured[] = [];
  const left: TargetPoint[] = [];
  for (const point of points) {
    const isTwice = held.some((other) => other.is === point.is && other.period === point.period);
    if (point.period === undefined || !FIGURE.test(point.value) || isTwice) left.push(point);
    else held.push({ ...point, period: point.period });
  }
  return { held, left };
}

export const sayPoint = ({ periodText, written, condition }: TargetPoint): string =>
  `${periodText}: ${written}${condition ? ` (${condition})` : ''}`;

export function warningsOf(item: TargetItem): string[] {
  const { left } = pointsOf(item);
  return [
    `The document does not say which way is better; it is taken as ${directionOf(item)}.`,
    ...left.map((point) => `This figure cannot be recorded for a period: ${sayPoint(point)}.`),
  ];
}

export const unitOf = ({ unit, points }: TargetItem): string =>
  asOneLine(unit ?? points.find((point) => point.unit)?.unit ?? 'number', 100);

function directionOf({ measure }: TargetItem): 'at-most' | 'at-least' {
  return LESS_IS_BETTER.test(measure.value) && !WITHIN.test(measure.value) ? 'at-most' : 'at-least';
}

const trajectoryOf = (points: readonly Figured[]) =>
  points
    .filter((point) => point.is === 'target')
    .map(({ period, value, condition }) => ({
      period,
      value,
      ...(condition && { condition: asText(condition, 1000) }),
    }));

const measured = (points: readonly Figured[]) => points.filter((point) => point.is === 'measurement');

const figureOf = ({ period, value, qualifier }: Figured) => ({ period, value, ...(qualifier && { qualifier }) });

export function stepsOfNewTarget(item: TargetItem, reference: string, programme: PlacedProgramme): ImportStep[] {
  const { held } = pointsOf(item);
  return [
    {
      body: {
        reference,
        programme: programme.reference,
        measure: asOneLine(item.measure.value),
        unit: unitOf(item),
        direction: directionOf(item),
        trajectory: trajectoryOf(held),
      },
      says: `Sets target ${reference} with ${trajectoryOf(held).length} points.`,
    },
    ...measured(held).map(recording),
  ];
}

const recording = (point: Figured): ImportStep => ({
  verb: 'record-measurement',
  body: { ...figureOf(point), occurredAt: undefined },
  says: `Records ${sayPoint(point)}.`,
});

/** What the ledger exported itself is found by its reference alone. */
export function exportedTarget(
  { isExported, reference }: TargetItem,
  targets: readonly KnownTarget[],
  taken: Set<string>,
): KnownTarget | undefined {
  const found = isExported ? targets.find((each) => each.reference === reference?.value) : undefined;
  if (!found || taken.has(found.id)) return undefined;
  taken.add(found.id);
  return found;
}

export function findTarget(
  item: TargetItem,
  programme: PlacedProgramme,
  targets: readonly KnownTarget[],
  taken: Set<string>,
): KnownTarget | undefined {
  const found = targets.find(
    (each) =>
      !taken.has(each.id) &&
      each.programme === programme.id &&
      each.unit === unitOf(item) &&
      isSameText(each.measure, asOneLine(item.measure.value)),
  );
  if (found) taken.add(found.id);
  return found;
}

export function changesToTarget(known: KnownTarget, item: TargetItem, draft: Draft): ImportStep[] {
  if (known.readFrom.has(draft.read.sha256)) return [];
  const { held } = pointsOf(item);
  const wanted = trajectoryOf(held);
  const kept = known.trajectory.filter(({ period }) => !wanted.some((point) => point.period === period));
  const trajectory = [...kept, ...wanted].sort((one, other) => (one.period < other.period ? -1 : 1));
  const moved = wanted.filter(
    (point) => !known.trajectory.some(({ period, value }) => period === point.period && value === point.value),
  );
  const what = `figures changed for ${moved.map(({ period }) => period).join(', ')}`;
  const news = measured(held).filter(({ period }) => known.measurements[period] === undefined);
  const others = measured(held).filter(({ period, value }) => ![undefined, value].includes(known.measurements[period]));
  return [
    ...(moved.length > 0
      ? [
          {
            verb: 'set-trajectory',
            body: { trajectory, reason: draft.reason(item.place, what) },
            says: `Changes its points for ${moved.map(({ period }) => period).join(', ')}.`,
          },
        ]
      : []),
    ...news.map(recording),
    ...others.map((point) => ({
      verb: 'correct-measurement',
      body: {
        ...figureOf(point),
        occurredAt: undefined,
        reason: draft.reason(point.place, `figure ${known.measurements[point.period]} is now ${point.value}`),
      },
      says: `Corrects ${sayPoint(point)}.`,
    })),
  ];
}
