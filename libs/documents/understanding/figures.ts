/** A figure as a cell writes it, kept as text. */
export interface CellFigure {
  readonly value: string;
  readonly unit?: 'percent' | 'GBP' | 'EUR' | 'USD';
  /** "LTC" in "800 LTC". */
  readonly label?: string;
}

export interface CellFigures {
  readonly main?: CellFigure;
  readonly others: readonly CellFigure[];
  readonly condition?: string;
  readonly qualifier?: 'about' | 'over' | 'rounded';
}

const NUMBER = '[-−+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-−+]?\\d+(?:\\.\\d+)?';
const MAIN = new RegExp(
  `^\\s*(?:c\\.?|circa|about|approx(?:imately)?\\.?|over|>|~|≥|<)?\\s*([£€$])?\\s*(${NUMBER})\\s*(%)?`,
  'i',
);
const WITHIN = new RegExp(`(?<![\\d/])(${NUMBER})(?![\\d/])\\s*(%)?`, 'g');
const UNITS = { '£': 'GBP', '€': 'EUR', $: 'USD' } as const;

const clean = (number: string) => number.replaceAll(',', '').replace('−', '-').replace(/^\+/, '');

/** "1200 (800 LTC & 400 core)" holds three figures, "102 (Subject to wave 2 funding)" one with a condition. */
export function figuresIn(text: string): CellFigures {
  const brackets = [...text.matchAll(/\(([^)]*)\)/g)].map(([, inner = '']) => inner.trim());
  const before = text.replace(/\([^)]*\)/g, ' ').trim();
  const main = figureAt(before);
  if (!main && before === '' && brackets.length > 0) return fromWords(brackets.join('; '));
  const others = brackets.filter(isFigures).flatMap(listed);
  const conditions = brackets.filter((inner) => !isFigures(inner) && !/^rounded$/i.test(inner));
  const rest = main ? before.replace(MAIN, '').trim() : '';
  const condition = [rest, ...conditions].filter((part) => part !== '').join('; ');
  return {
    ...(main && { main }),
    others,
    ...(condition !== '' && { condition }),
    ...qualifierOf(text),
  };
}

function figureAt(text: string): CellFigure | undefined {
  const found = MAIN.exec(text);
  if (!found) return undefined;
  const [, currency, number = '', percent] = found;
  const unit = percent ? 'percent' : currency ? UNITS[currency as keyof typeof UNITS] : undefined;
  return { value: clean(number), ...(unit && { unit }) };
}

const isFigures = (inner: string) => /^[-−+]?[£€$]?\d/.test(inner);

function listed(inner: string): readonly CellFigure[] {
  return inner.split(/\s*(?:&|;|\band\b|,(?!\d))\s*/).flatMap((part) => {
    const figure = figureAt(part);
    const label = part.replace(MAIN, '').trim();
    return figure ? [{ ...figure, ...(label !== '' && { label }) }] : [];
  });
}

/** "(increased by 108 following expansion in 2016)": the first number that is no year. */
function fromWords(words: string): CellFigures {
  const found = [...words.matchAll(WITHIN)].find(([, number = '']) => !/^(?:19|20)\d\d$/.test(number));
  if (!found) return { others: [], condition: words };
  const unit = found[2] ? ({ unit: 'percent' } as const) : {};
  return { main: { value: clean(found[1] as string), ...unit }, others: [], condition: words };
}

function qualifierOf(text: string): Pick<CellFigures, 'qualifier'> {
  if (/\brounded\b/i.test(text)) return { qualifier: 'rounded' };
  if (/^\s*(?:c\.?\s*\d|circa|about|approx|~)/i.test(text)) return { qualifier: 'about' };
  return /^\s*(?:over|>|more than)/i.test(text) ? { qualifier: 'over' } : {};
}

export const isFigure = (text: string): boolean => {
  const { main, condition } = figuresIn(text);
  return main !== undefined && (condition === undefined || condition.length < 60) && !/^\d{1,2}\/\d/.test(text.trim());
};
