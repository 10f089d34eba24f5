import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import { OWN } from '../model/own-export.js';
import type { SourceDocument, SourceRow } from '../model/source-document.js';
import type { Decoded } from './encoding.js';
import { plainCell } from './rich.js';

/** A plan as our own YAML: one table for each kind of item, with a column for each field. */
export function readYaml(decoded: Decoded, name: string, _limits: DocumentLimits): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(decoded.text, { lineCounter: lines, schema: 'core' });
  const [error] = document.errors;
  if (error) {
    const reason = `line ${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`;
    fail('document-truncated', `The YAML cannot be read: ${reason}.`, { reason });
  }
  const list = isMap(document.contents) ? document.contents.get('items', true) : undefined;
  const items = isSeq(list) ? list.items : [];
  const lineOf = (node: unknown) => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line || 1;
  const byKind = new Map<string, { line: number; fields: Map<string, string> }[]>();
  for (const item of items) {
    if (!isMap(item)) continue;
    const [first] = item.items;
    const kind = String(first?.key ?? '');
    const fields = new Map<string, string>([['reference', shown(first?.value)]]);
    const body = item.get('body', true);
    for (const pair of isMap(body) ? body.items : []) fields.set(String(pair.key), shown(pair.value));
    byKind.set(kind, [...(byKind.get(kind) ?? []), { line: lineOf(item), fields }]);
  }
  const stands = isMap(document.contents) ? document.contents.get('standsOn', true) : undefined;
  if (isMap(stands)) nameAsExported(byKind, stands);
  const blocks = [...byKind].map(([kind, found], index) => {
    const table = index + 1;
    const columns = [...new Set(found.flatMap(({ fields }) => [...fields.keys()]))];
    const header = row(columns, { line: found[0]?.line ?? 1, table, row: 1 }, true);
    const rows = found.map(({ line, fields }, at) =>
      row(
        columns.map((column) => fields.get(column) ?? ''),
        { line, table, row: at + 2 },
        false,
      ),
    );
    const caption = kind;
    return { kind: 'table' as const, place: { table, line: found[0]?.line ?? 1 }, rows: [header, ...rows], caption };
  });
  return { name, format: 'yaml', encoding: decoded.encoding, blocks, notes: decoded.notes };
}

type Found = Map<string, { line: number; fields: Map<string, string> }[]>;

/** Gives the fields of an export the headings that its sheets have, by which it is read to the letter. */
function nameAsExported(byKind: Found, stands: YAMLMap): void {
  for (const [kind, found] of byKind) {
    for (const item of found) {
      const fields = [...item.fields].map(([name, value]): [string, string] => [headingOf(kind, name), value]);
      const mark = [
        [OWN.asOfEvent, shown(stands.get('event', true))],
        [OWN.asOf, shown(stands.get('recordedAt', true))],
      ] as const;
      item.fields = new Map<string, string>([...fields, ...mark]);
    }
  }
}

const HEADINGS: Readonly<Record<string, string>> = {
  reference: OWN.reference,
  programme: OWN.programme,
  description: OWN.description,
  timescale: OWN.timescale,
  owner: OWN.lead,
  due: OWN.due,
  measure: OWN.measure,
  unit: OWN.unit,
  trajectory: OWN.trajectory,
};

const TITLES: Readonly<Record<string, string>> = { action: OWN.action, milestone: OWN.milestone };

const headingOf = (kind: string, name: string) => (name === 'title' ? TITLES[kind] : HEADINGS[name]) ?? name;

function row(texts: readonly string[], place: SourceRow['place'], isHeader: boolean): SourceRow {
  const cells = texts.map((text, column) => plainCell({ ...place, column: column + 1 }, text));
  return { place, cells, ...(isHeader && { isHeader }) };
}

function shown(node: unknown): string {
  if (isScalar(node)) return node.source ?? String(node.value ?? '');
  return node === undefined || node === null ? '' : JSON.stringify((node as Node).toJSON());
}
