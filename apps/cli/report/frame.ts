import { instantOf } from '../text/days.js';
import { columns, wrapped } from '../text/layout.js';
import { inOneLine, SHORT_FOOTER } from '../text/render.js';
import { momentOf } from '../text/times.js';

export interface AsOfShown {
  readonly position: number;
  readonly number: number;
  readonly recordedAt: string | null;
}

export interface Framed {
  readonly asOf: AsOfShown;
  readonly effectiveAt?: string | null;
  readonly group?: Named | null;
  readonly programme?: Named | null;
  readonly nextCursor?: string | null;
}

interface Named {
  readonly reference: string;
  readonly name: string;
}

export const sentence = (text: string, first = '', rest = first): string[] => wrapped(text, columns(), { first, rest });

export const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', ...sentence(title), ...lines];

export function noneOf(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const last = names.at(-1) as string;
  return ['', ...sentence(`None: ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`}.`)];
}

export function heading(title: string, { group, programme, asOf, effectiveAt }: Framed): string[] {
  const of = [
    ...(group ? [`group ${group.reference} (${inOneLine(group.name)})`] : []),
    ...(programme ? [`programme ${programme.reference} (${inOneLine(programme.name)})`] : []),
  ];
  const known =
    asOf.recordedAt === null
      ? 'nothing was recorded yet'
      : `as known at event ${asOf.number} (position ${asOf.position}), recorded ${instantOf(asOf.recordedAt)}`;
  const about = effectiveAt ? `, of what was true by ${momentOf(effectiveAt)}` : '';
  return [...sentence(of.length === 0 ? title : `${title} for ${of.join(' and ')}`), ...sentence(known + about, '  ')];
}

export function ending({ nextCursor }: Pick<Framed, 'nextCursor'>): string[] {
  return ['', ...(nextCursor ? [`There is more: ask the same again with --cursor ${nextCursor}`] : []), SHORT_FOOTER];
}
