import { isMap, isNode, isScalar, isSeq, type YAMLMap } from 'yaml';
import { type Aggregate, type CommandBody, type Kind, NOT_STATED, readBody } from '#domain/index.js';

export interface PlannedCommand {
  readonly kind: Kind;
  readonly reference: string;
  readonly verb?: string;
  readonly command: CommandBody;
  /** `smi.yaml:12` */
  readonly at: string;
}

export type Aggregates = Readonly<Partial<Record<Kind, Aggregate>>>;

export interface ParseContext {
  readonly aggregates: Aggregates;
  readonly document: string;
  readonly date?: string;
  readonly occurredAt?: string;
  readonly definedAt: Map<string, string>;
  readonly at: (node: unknown) => string;
  readonly mistake: (node: unknown, message: string) => void;
}

export const KINDS = ['programme', 'group', 'party', 'meeting', 'action', 'milestone', 'target', 'decision'] as const;
const PARTS = ['source', 'row', 'body', 'then'];

export function readItem(item: unknown, reading: ParseContext): PlannedCommand[] {
  const { aggregates, definedAt, at, mistake } = reading;
  const kinds = isMap(item) ? KINDS.filter((kind) => item.has(kind)) : [];
  const [kind] = kinds;
  const aggregate = kind && aggregates[kind];
  if (!isMap(item) || !kind || !aggregate || kinds.length > 1) {
    mistake(item, `must be one of ${KINDS.join(', ')}, with its reference`);
    return [];
  }
  for (const { key } of item.items) {
    if (String(key) !== kind && !PARTS.includes(String(key))) {
      mistake(key, `unknown key ${key}; an item may have ${PARTS.join(', ')}`);
    }
  }
  const reference = String(item.get(kind));
  const earlier = definedAt.get(reference);
  if (earlier) mistake(item, `${reference} is already defined at ${earlier}`);
  else definedAt.set(reference, at(item));
  const read = reader(kind, aggregate, reference, { source: sourceOf(item, reading) }, reading);
  return [...read(item, item.get('body', true), undefined), ...followUps(item, reading, read)];
}

type Fields = { readonly source?: unknown; readonly occurredAt?: unknown };
type Read = (node: unknown, body: unknown, verb: string | undefined) => PlannedCommand[];

function followUps(item: YAMLMap, { mistake }: ParseContext, read: Read): PlannedCommand[] {
  const then = item.get('then', true);
  if (then === undefined) return [];
  if (!isSeq(then)) {
    mistake(then, 'then must be a list of verbs, each with its body');
    return [];
  }
  return then.items.flatMap((step) => {
    const pair = isMap(step) && step.items.length === 1 ? step.items[0] : undefined;
    if (pair) return read(step, pair.value, String(pair.key));
    mistake(step, 'must be one verb with its body');
    return [];
  });
}

function reader(
  kind: Kind,
  aggregate: Aggregate,
  reference: string,
  common: { readonly source: object },
  { date, occurredAt, at, mistake }: ParseContext,
): Read {
  return (node, written, verb) => {
    const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
    if (!rule) {
      mistake(node, `${aggregate.plural} have no verb ${verb}; they have ${Object.keys(aggregate.verbs).join(', ')}`);
      return [];
    }
    const body = isEmpty(written) ? {} : isMap(written) ? (written.toJSON() as Record<string, unknown>) : undefined;
    if (!body) {
      mistake(written, `${reference} ${verb ?? 'body'} must be a map of fields`);
      return [];
    }
    const own = verb === undefined ? { reference } : {};
    const when = validTime(kind, verb, body, occurredAt);
    const fields = { ...common, ...when, ...body, ...own, source: sourceWithDetail(common.source, body.source) };
    const result = readBody<CommandBody>(rule.body, { ...fields, source: statedBy(date, fields) });
    if ('command' in result) return [{ kind, reference, verb, command: result.command, at: at(node) }];
    for (const { field, message } of result.errors) {
      mistake(nodeAt(written, field) ?? node, `${reference} ${verb ?? 'body'} ${field}: ${message}`);
    }
    return [];
  };
}

/** Valid time of a command without `occurredAt`: the plan's, unless its facts carry their own date (docs/domain.md). */
function validTime(
  kind: Kind,
  verb: string | undefined,
  body: Record<string, unknown>,
  occurredAt: string | undefined,
): { occurredAt?: unknown } {
  if (verb === 'record-measurement' || verb === 'report-breach') return {};
  if (verb === 'meet' && body.metOn !== undefined) return {};
  // A decision without a stated day was taken by the date of its document.
  const dated = kind === 'decision' && verb === undefined && body.decidedOn !== NOT_STATED;
  if (dated) return { occurredAt: body.decidedOn };
  return occurredAt === undefined ? {} : { occurredAt };
}

function sourceWithDetail(common: object, own: unknown): unknown {
  return typeof own === 'string' ? { ...common, detail: own } : (own ?? common);
}

/** A fact without a stated time was true by the document's date, which the event's source records. */
function statedBy(date: string | undefined, { source, occurredAt }: Fields): unknown {
  const bound = date !== undefined && occurredAt === NOT_STATED && typeof source === 'object';
  return bound ? { statedBy: date, ...source } : source;
}

function sourceOf(item: YAMLMap, { document, mistake }: ParseContext): object {
  const source = item.get('source', true);
  if (source === undefined) return { document };
  if (isMap(source)) return { document, ...(source.toJSON() as object) };
  mistake(source, 'source must be a map: heading, line and, for another document than the plan, document');
  return { document };
}

export function nodeAt(body: unknown, field: string): unknown {
  let found = body;
  for (const key of field.match(/[^.[\]]+/g) ?? []) {
    const inner = isMap(found) || isSeq(found) ? found.get(isSeq(found) ? Number(key) : key, true) : undefined;
    if (!isNode(inner)) break;
    found = inner;
  }
  return isNode(found) && found.range ? found : undefined;
}

function isEmpty(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}
