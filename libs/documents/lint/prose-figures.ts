import type { Finding } from '../model/finding.js';
import { decimals, isNear, round } from './figures.js';
import { type Looked, passage } from './passages.js';

const OF = /(\d[\d,]*(?:\.\d+)?)\s+(?:out\s+)?of\s+(?:the\s+)?(\d[\d,]*)\b[^.()%]{0,40}\((\d+(?:\.\d+)?)\s*%\)/gi;
const SHARE = /(\d[\d,]*)\b[^.]{0,40}:\s*(\d+(?:\.\d+)?)%\s+of\s+this\s+is\s+(\d[\d,]*)/gi;

/** "45 of 90 (55%)", and "the register holds 7469: 60% of this is 4481". */
export function proseFigures({ passages }: Looked): readonly Finding[] {
  const told = passages.filter(({ text }) => text.includes('%'));
  return told.flatMap(({ text, place }) => [
    ...[...text.matchAll(OF)].flatMap(([whole, above = '', below = '', said = '']) =>
      check(whole, (number(above) / number(below)) * 100, said, '%', place),
    ),
    ...[...text.matchAll(SHARE)].flatMap(([whole, base = '', percent = '', said = '']) =>
      check(whole, (number(base) * Number(percent)) / 100, said, '', place),
    ),
  ]);
}

const number = (text: string) => Number(text.replaceAll(',', ''));

function check(
  whole: string,
  exact: number,
  said: string,
  unit: string,
  place: Finding['passages'][number]['place'],
): readonly Finding[] {
  if (isNear(number(said), exact, decimals(said)) || Math.floor(exact) === number(said)) return [];
  const text = `"${whole}" says ${said}${unit}. The figures give ${round(exact, decimals(said) + 1)}${unit}.`;
  return [{ code: 'percentage-against-figures', text, passages: [passage(place, whole)] }];
}
