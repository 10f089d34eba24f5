import { escapeText } from './marks.js';

export type Size = 'wide' | 'narrow';

/** Units of the drawing: a phone's is narrower, so that its text is not made smaller. */
const SIZES = {
  wide: { width: 1000, height: 360, top: 28, right: 850, bottom: 316, left: 52, edge: 24, names: 9 },
  narrow: { width: 400, height: 300, top: 26, right: 300, bottom: 262, left: 42, edge: 10, names: 4 },
} as const;

/** Where things stand from left to right. */
export interface Frame {
  readonly size: Size;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  /** How many names of periods have room. */
  readonly names: number;
  /** A time in months; `-Infinity` and `Infinity` are the edges. */
  x(at: number): number;
}

const tenths = (value: number) => Math.round(value * 10) / 10;

export function frameOf(times: readonly number[], size: Size): Frame {
  const { edge, ...places } = SIZES[size];
  const first = Math.min(...times);
  const months = Math.max(...times) - first;
  const [from, to] = [places.left + edge, places.right - edge];
  return {
    ...places,
    size,
    x(at) {
      if (!Number.isFinite(at)) return at < 0 ? places.left : places.right;
      return tenths(months > 0 ? from + ((to - from) * (at - first)) / months : (from + to) / 2);
    },
  };
}

export interface Scale {
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  y(value: number): number;
  /** A calculated value with one place more than the ticks have. */
  round(value: number): string;
}

const MOST_TICKS = 7;
const MARGIN = 0.08;

/** Ticks at round numbers; it begins below 0 only where a value does. */
export function scaleOf(values: readonly number[], size: Size): Scale {
  const { top, bottom } = SIZES[size];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const margin = (highest - lowest) * MARGIN || Math.abs(highest) * MARGIN || 1;
  const low = lowest < 0 ? lowest - margin : Math.max(0, lowest - margin);
  const high = highest + margin;
  const step = stepFor(high - low);
  const from = Math.floor(low / step);
  const to = Math.ceil(high / step);
  const places = Math.max(0, -Math.floor(Math.log10(step)));
  return {
    ticks: Array.from({ length: to - from + 1 }, (_, index) => {
      const value = (from + index) * step;
      return { value, text: value.toFixed(places) };
    }),
    y: (value) => tenths(bottom - ((bottom - top) * (value / step - from)) / (to - from)),
    round: (value) => value.toFixed(places + 1),
  };
}

function stepFor(range: number): number {
  const power = 10 ** Math.floor(Math.log10(range / MOST_TICKS));
  return [1, 2, 5, 10].map((each) => each * power).find((step) => range / step <= MOST_TICKS) ?? 10 * power;
}

const LINE = 17;

interface SideLabel {
  readonly y: number;
  readonly text: string;
  readonly strong: boolean;
}

/** Labels at the right edge, moved down where they would touch. */
export function labelsAtSide(labels: readonly SideLabel[], { right }: Frame): string {
  let free = Number.NEGATIVE_INFINITY;
  return labels
    .toSorted((one, other) => one.y - other.y)
    .map(({ y, text, strong }) => {
      const at = Math.max(y, free);
      free = at + LINE;
      return `<text x="${right + 6}" y="${Math.round(at + 5)}"${strong ? ' class="strong"' : ''}>${escapeText(text)}</text>`;
    })
    .join('');
}
