import { isTable, type SourceDocument } from '../model/source-document.js';
import type { PresentPerson } from './gathering.js';

const PRESENT =
  /^\W*(?:members\s+)?(?:present|in attendance|attendees|attendance|attending|participants|also present|apologies)\b\W*/i;
const INITIALS =
  /([A-Z][\p{L}'’.-]*(?:\s+[\p{L}'’.-]+){0,4})(?:\s*\([^()]*\)|,[^,;()]{2,60})?\s*[([]\s*([A-Z][A-Za-z]{0,3})\s*(,[^()[\]]{2,40})?[)\]]/gu;
const HAS_INITIALS = /[([]\s*[A-Z]{2,4}\s*[,)\]]/;
const NAMED =
  /(?:^|[,;]\s*)(?:(?:Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Cllr|Rev)\.?\s+)?((?:[A-Z]\.?\s+|[A-Z][\p{L}'’-]+\s+){1,2}[A-Z][\p{L}'’-]+)(?=\s*(?:$|[,;(–-]))/gu;
/** "Mrs Helen Carter (Chair) HC" */
const INITIALS_LAST =
  /^\W*(?:(?:Mrs?|Ms|Miss|Dr|Prof|Cllr|Rev|Sir|Dame)\.?\s+)?([A-Z][\p{L}'’.-]*(?:\s+[A-Z][\p{L}'’.-]+){1,3})\s*(?:\([^()]*\)|,[^,;()]{2,60})?[\s,–-]+([A-Z]{2,4})\s*$/u;
const INITIALS_FIRST = /^\s*([A-Z]{2,4})\s*[-–:=]\s*([A-Z][\p{L}'’.-]+(?:\s+[\p{L}'’.-]+){1,3})/u;

/** Those present, by their initials: "J Smith (JS)" after "Present:", or a table with a column of initials. */
export function peopleIn(document: SourceDocument): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  const add = (person: PresentPerson) => {
    if (!people.has(person.initials)) people.set(person.initials, person);
  };
  let isPresent = false;
  for (const block of document.blocks) {
    if (isTable(block)) {
      for (const person of fromTable(block)) add(person);
      continue;
    }
    const starts = PRESENT.test(block.text);
    if (block.heading !== undefined && !starts) isPresent = false;
    isPresent =
      starts || (isPresent && (block.list !== undefined || block.text.length < 90) && !/^\d+[.)]/.test(block.text));
    if (!isPresent) continue;
    const text = block.text.replace(PRESENT, '');
    for (const [, name = '', initials = '', post] of text.matchAll(INITIALS)) {
      // "(TO, Clerk)" has initials; "(NHS, London)" is where somebody is from.
      if (post === undefined || isOf(initials, name)) add({ initials, name, place: block.place });
    }
    const first = INITIALS_FIRST.exec(text);
    if (first) add({ initials: first[1] as string, name: first[2] as string, place: block.place });
    const last = INITIALS_LAST.exec(text);
    if (last && isOf(last[2] as string, last[1] as string))
      add({ initials: last[2] as string, name: last[1] as string, place: block.place });
    if (HAS_INITIALS.test(text) || first || last) continue;
    // Those without initials are known by the first letters of their names.
    for (const [, name = ''] of text.matchAll(NAMED)) {
      const initials = name
        .split(/\s+/)
        .map((word) => word[0])
        .join('');
      if (initials.length >= 2) add({ initials, name, place: block.place });
    }
  }
  return [...people.values()];
}

const isOf = (initials: string, name: string) => name.split(/\s+/).at(-1)?.[0] === initials.at(-1)?.toUpperCase();

function fromTable(table: Extract<SourceDocument['blocks'][number], { kind: 'table' }>): readonly PresentPerson[] {
  const [head, ...rows] = table.rows;
  const at = head?.cells.findIndex(({ text }) => /^(?:initials?|abbreviation)$/i.test(text.trim())) ?? -1;
  const named =
    head?.cells.findIndex(({ text }) =>
      /^(?:full\s+)?(?:name|member|person|role|title|present|attendee|in attendance|who)s?$/i.test(text.trim()),
    ) ?? -1;
  if (at < 0 || named < 0) return [];
  return rows.flatMap(({ cells, place }) => {
    const [initials = '', name = ''] = [
      cells[at]?.text.trim(),
      cells[named]?.text.replace(/\s*\([^()]*\)\s*$/, '').trim(),
    ];
    return initials !== '' && name !== '' ? [{ initials, name, place }] : [];
  });
}
