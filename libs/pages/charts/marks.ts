/** The shape of a rating: shape, word and colour say the same, so that none is needed alone. */
const MARK: Readonly<Record<string, string>> = {
  blue: '<rect x="1.5" y="1.5" width="10" height="10"/>',
  green: '<circle cx="6.5" cy="6.5" r="5.5"/>',
  amber: '<path d="M6.5 1L12.5 12H.5z"/>',
  red: '<path d="M6.5 .5L12.5 6.5L6.5 12.5L.5 6.5z"/>',
};

/** Filled where somebody said it, outlined where the ledger worked it out. */
export function mark(rating: string, filled: boolean): string {
  const shape = MARK[rating];
  if (!shape) return '';
  const kind = filled ? `al-mark--said al-mark--${rating}` : 'al-mark--found';
  return `<svg class="al-mark ${kind}" viewBox="0 0 13 13" width="13" height="13" aria-hidden="true" focusable="false">${shape}</svg>`;
}

/** What an action is on the plan at a glance, in the order in which a board asks. */
export const SQUARES = ['late', 'held', 'open', 'undated', 'done', 'verified'] as const;
export type Square = (typeof SQUARES)[number];

/** A line of a square's drawing: its look, where it begins, and how it goes on from there. */
type Line = readonly [look: string, x: number, y: number, goes: string];
const BOX = 'h10v10h-10z';
const SOLID: Line = ['d', 0.4, 0.4, 'h11.2v11.2h-11.2z'];
const DRAWN: Readonly<Record<Square, readonly Line[]>> = {
  late: [['l', 1, 1, BOX]],
  held: [
    ['o', 1, 1, BOX],
    ['t', 4.2, 3, 'v6'],
    ['t', 7.8, 3, 'v6'],
  ],
  open: [['o', 1, 1, BOX]],
  undated: [['n', 1, 1, BOX]],
  done: [SOLID],
  verified: [SOLID, ['t', 2.5, 6, 'l2.6 3 4.4-6']],
};
/** What is drawn later lies above. */
const LOOKS = ['l', 'o', 'n', 'd', 't'];

/** One path a look: a path a square would be most of what the plan at a glance weighs. */
function paths(lines: readonly Line[]): string {
  return LOOKS.map((look) => {
    const of = lines.filter(([own]) => own === look);
    const d = of.map(([, x, y, goes]) => `M${Number(x.toFixed(1))} ${Number(y.toFixed(1))}${goes}`).join('');
    return d && `<path class="${look}" d="${d}"/>`;
  }).join('');
}

/** One square, for the legend. */
export const square = (kind: Square): string =>
  `<svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true" focusable="false">${paths(DRAWN[kind])}</svg>`;

const STEP = 14;
const A_ROW = 12;
const AT_MOST = 60;

/** A square an action, twelve a row; more than sixty are drawn as one bar of the same fills. */
export function squares(kinds: readonly Square[], label: string): string {
  if (kinds.length === 0) return '';
  if (kinds.length > AT_MOST) return bar(kinds, label);
  const width = Math.min(kinds.length, A_ROW) * STEP;
  const height = Math.ceil(kinds.length / A_ROW) * STEP;
  const lines = kinds.flatMap((kind, index) => {
    const [left, top] = [(index % A_ROW) * STEP, Math.floor(index / A_ROW) * STEP];
    return DRAWN[kind].map(([look, x, y, goes]): Line => [look, left + x, top + y, goes]);
  });
  return drawing(width, height, label, paths(lines));
}

const FILL: Readonly<Record<Square, string>> = {
  late: 'l',
  held: 'o',
  open: 'o',
  undated: 'n',
  done: 'd',
  verified: 'd',
};

function bar(kinds: readonly Square[], label: string): string {
  const width = A_ROW * STEP;
  let at = 0;
  const parts = SQUARES.map((kind) => {
    const share = (kinds.filter((each) => each === kind).length / kinds.length) * width;
    const part = `<rect class="${FILL[kind]}" x="${at.toFixed(1)}" y="1" width="${share.toFixed(1)}" height="12"/>`;
    at += share;
    return share > 0 ? part : '';
  });
  return drawing(width, STEP, label, parts.join(''));
}

const drawing = (width: number, height: number, label: string, content: string) =>
  `<svg class="al-squares" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(label)}">${content}</svg>`;

export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
