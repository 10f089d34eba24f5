import { escapeText } from './marks.js';

const [WIDTH, HEIGHT, EDGE] = [150, 28, 4];

/** All figures as one line, the level dashed: a reader of the table beside it has them in words. */
export function spark(values: readonly number[], level: number | undefined): string {
  if (values.length < 2) return '';
  const all = level === undefined ? values : [...values, level];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => (HEIGHT - 3 - ((HEIGHT - 6) * (value - low)) / (high - low || 1)).toFixed(1);
  const x = (index: number) => (EDGE + ((WIDTH - 2 * EDGE) * index) / (values.length - 1)).toFixed(1);
  const run = values.map((value, index) => `${index ? 'L' : 'M'}${x(index)} ${y(value)}`).join('');
  const last = values.at(-1) ?? 0;
  const held = level === undefined ? '' : `<path class="level" d="M0 ${y(level)}H${WIDTH}"/>`;
  const label = `${values.length} figures, from ${values[0]} to ${last}${level === undefined ? '' : `, with the level of ${level}`}`;
  return `<svg class="al-spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(label)}">${held}<path class="run" d="${run}"/><circle cx="${x(values.length - 1)}" cy="${y(last)}" r="3.5"/></svg>`;
}
