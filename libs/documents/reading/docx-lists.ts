import type { DocumentLimits } from '../model/limits.js';
import { child, type Element, elementsIn, parseXml } from './xml.js';
import type { Container } from './zip.js';

interface Level {
  /** Word's name of how it counts: `decimal`, `lowerLetter`, `bullet`. */
  readonly format: string;
  /** `%1.` or `(%2)` */
  readonly text: string;
  readonly start: number;
}

export interface Lists {
  readonly levels: ReadonlyMap<string, readonly Level[]>;
  readonly counters: Map<string, number[]>;
}

export async function readLists(container: Container, limits: DocumentLimits): Promise<Lists> {
  const file = container.file('word/numbering.xml');
  if (!file) return { levels: new Map(), counters: new Map() };
  const numbering = child(await parseXml(file, 'word/numbering.xml', limits), 'numbering');
  const all = numbering ? elementsIn(numbering) : [];
  const abstract = new Map(
    all
      .filter(({ name }) => name === 'abstractNum')
      .map((one) => [one.attributes.abstractNumId ?? '', elementsIn(one).filter(({ name }) => name === 'lvl')]),
  );
  const levels = new Map(
    all
      .filter(({ name }) => name === 'num')
      .map((one) => {
        const found = abstract.get(child(one, 'abstractNumId')?.attributes.val ?? '') ?? [];
        return [one.attributes.numId ?? '', found.map(levelOf)] as const;
      }),
  );
  return { levels, counters: new Map() };
}

function levelOf(level: Element): Level {
  return {
    format: child(level, 'numFmt')?.attributes.val ?? 'bullet',
    text: child(level, 'lvlText')?.attributes.val ?? '',
    start: Number(child(level, 'start')?.attributes.val ?? 1),
  };
}

/** The marker that Word shows before a paragraph of a list; counts on. */
export function listOf(
  properties: Element | undefined,
  lists: Lists,
): { readonly level: number; readonly marker: string } | undefined {
  const numbering = child(properties, 'numPr');
  const id = child(numbering, 'numId')?.attributes.val;
  if (id === undefined || id === '0') return undefined;
  const level = Math.min(Number(child(numbering, 'ilvl')?.attributes.val ?? 0), 8);
  const levels = lists.levels.get(id);
  const own = levels?.[level];
  if (!own || own.format === 'bullet' || own.format === 'none') return { level, marker: '-' };
  const counters = lists.counters.get(id) ?? [];
  lists.counters.set(id, counters);
  counters[level] = (counters[level] ?? own.start - 1) + 1;
  counters.length = level + 1;
  const marker = own.text.replace(/%(\d)/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    return counted(counters[index] ?? levels?.[index]?.start ?? 1, levels?.[index]?.format ?? 'decimal');
  });
  return { level, marker };
}

function counted(count: number, format: string): string {
  if (format === 'lowerLetter') return String.fromCharCode(96 + (((count - 1) % 26) + 1));
  if (format === 'upperLetter') return String.fromCharCode(64 + (((count - 1) % 26) + 1));
  if (format === 'lowerRoman' || format === 'upperRoman') {
    const roman = romanOf(count);
    return format === 'lowerRoman' ? roman : roman.toUpperCase();
  }
  return String(count);
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

function romanOf(count: number): string {
  let rest = count;
  let text = '';
  for (const [value, letters] of ROMAN) {
    for (; rest >= value; rest -= value) text += letters;
  }
  return text;
}
