import type { TextLine } from './text-line.js';

export interface ListMark {
  readonly level: number;
  readonly marker: string;
  readonly text: string;
}

const BULLET = /^(\s*)([-*•–·▪◦●➢]|o(?=\s{1,4}[A-Z])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(\S.*)$/;

export function listIn(text: string): ListMark | undefined {
  const found = BULLET.exec(text);
  if (!found) return undefined;
  const [, indent = '', marker = '', rest = ''] = found;
  return { level: Math.floor(indent.replaceAll('\t', '  ').length / 2), marker, text: rest };
}

export interface Blanks {
  readonly before: number;
  readonly after: number;
}

const ENDED = /[.:;?!,]["”’)\]]*$/;
const LONGEST = 90;
/** "19/03 ACTION LOG" */
const CAPITALS = /^(?:\d{1,3}[./]\d{1,3}[.)]?\s+)[A-Z][A-Z ,&'’()/–-]{3,}$/;
const NUMBERED = /^\s*\d{1,2}\.\d{1,2}\s+[A-Z]/;
/** A sentence that somebody forgot to end is no heading. */
const VERB = /\s(?:is|are|was|were|has|have|had|will)\s/;

/** A heading stands alone: with a mark of its own, before an empty stretch, or between empty lines. */
export function headingOf(
  text: string,
  blanks: Blanks,
  list: ListMark | undefined,
  following: string,
): number | undefined {
  const hashes = /^(#{1,6})\s+\S/.exec(text)?.[1];
  if (hashes) return hashes.length;
  const own = (list?.text ?? text).trim();
  if (own.length > LONGEST || ENDED.test(own) || /^https?:/i.test(own)) return undefined;
  if (VERB.test(own)) return undefined;
  if (list) {
    const isNumbered = /^\d{1,2}[.)]$/.test(list.marker) && list.level === 0;
    const goesOn = following.trim() !== '' && listIn(following) === undefined;
    return isNumbered && goesOn && own.length <= 60 ? 2 : undefined;
  }
  if (blanks.after >= 2) return 1;
  if (blanks.before >= 1 && CAPITALS.test(own)) return 2;
  const isShort = own.length <= 60 && /^[A-Z0-9]/.test(own);
  const isOver = blanks.after >= 1 || NUMBERED.test(following);
  return isShort && blanks.before >= 1 && isOver && !NUMBERED.test(own) ? 2 : undefined;
}

const WRAPPED_FROM = 45;

/** A line that goes on the one before: in small letters after a long line, or indented under a list item. */
export function isWrapped(text: string, last: TextLine, next: TextLine): boolean {
  const following = next.text;
  if (following.trim() === '' || following.includes('\t') || listIn(following) || /^\s*#/.test(following)) return false;
  if (listIn(text) && /^\s{2,}\S/.test(following) && !ENDED.test(text.replace(/[,;]$/, ''))) return true;
  const isLong = last.text.trimEnd().length >= WRAPPED_FROM && !/[.:;?!]["”’)\]]*$/.test(last.text.trimEnd());
  return isLong && /^\s*[a-z(]/.test(following);
}

/** Struck text as Markdown writes it, which people use in plain text and mails too. */
export function marked(text: string): { readonly written: string; readonly earlier: readonly string[] } {
  const earlier = [...text.matchAll(/~~(.+?)~~/g)].map(([, passage = '']) => passage.trim());
  const written =
    earlier.length > 0
      ? text
          .replace(/~~.+?~~/g, '')
          .replace(/ {2,}/g, ' ')
          .trim()
      : text;
  return { written, earlier };
}
