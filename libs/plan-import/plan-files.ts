import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { readBody } from '#domain/kernel/body.js';
import type { CommandBody } from '#domain/kernel/command.js';
import type { Aggregate, Kind } from '#domain/kernel/decider.js';

/** One command of a plan, valid and ready to be handled, with the place that it was read from. */
export interface PlannedCommand {
  readonly kind: Kind;
  /** The item's reference; given by the file for what can be given one. */
  readonly reference: string;
  /** Absent for the creation. */
  readonly verb?: string;
  readonly command: CommandBody;
  /** `smi.yaml:12` */
  readonly at: string;
}

export interface Plan {
  /** The ledger's name. */
  readonly ledger: string;
  /** The document's file name: with a reference, what makes loading twice the same as once. */
  readonly document: string;
  readonly commands: readonly PlannedCommand[];
}

type Aggregates = Readonly<Partial<Record<Kind, Aggregate>>>;
interface Defaults {
  readonly document: string;
  readonly occurredAt?: string;
}

/**
 * Reads a plan written as YAML files, in the format of seeds/README.md.
 * Throws one error that names every mistake with its file and line; nothing is half read.
 */
export function readPlan(folder: string, aggregates: Aggregates): Plan {
  const mistakes: string[] = [];
  const head = parseFile(folder, 'plan.yaml', mistakes).json as {
    ledger?: string;
    document?: { file?: string };
    occurredAt?: string;
    files?: string[];
  } | null;
  if (!head?.ledger || !head.document?.file || !Array.isArray(head.files)) {
    throw new Error(`${folder}/plan.yaml must give ledger, document.file and files.`);
  }
  const defaults = { document: head.document.file, occurredAt: head.occurredAt };
  const commands = head.files.flatMap((file) => readFile(folder, file, aggregates, defaults, mistakes));
  if (mistakes.length > 0) throw new Error(`The plan in ${folder} cannot be loaded:\n${mistakes.join('\n')}`);
  return { ledger: head.ledger, document: head.document.file, commands };
}

function readFile(
  folder: string,
  file: string,
  aggregates: Aggregates,
  defaults: Defaults,
  mistakes: string[],
): PlannedCommand[] {
  const { root, lineOf } = parseFile(folder, file, mistakes);
  const items = isMap(root) ? root.get('items') : undefined;
  if (!isSeq(items)) {
    mistakes.push(`${file}: must hold a list of items`);
    return [];
  }
  return items.items.flatMap((item) =>
    readItem(item as Node, (node) => `${file}:${lineOf(node)}`, aggregates, defaults, mistakes),
  );
}

function readItem(
  item: Node,
  at: (node: Node) => string,
  aggregates: Aggregates,
  defaults: Defaults,
  mistakes: string[],
): PlannedCommand[] {
  const kinds = Object.keys(aggregates) as Kind[];
  const kind = isMap(item) ? kinds.find((each) => item.has(each)) : undefined;
  if (!isMap(item) || !kind) {
    mistakes.push(`${at(item)}: must be one of ${kinds.join(', ')}, with its reference`);
    return [];
  }
  const aggregate = aggregates[kind] as Aggregate;
  const reference = String(item.get(kind));
  const { document = defaults.document, ...place } = (plain(item.get('source', true)) ?? {}) as Record<string, unknown>;
  const common = { occurredAt: defaults.occurredAt, source: { document, ...place } };
  const read = (node: Node, verb: string | undefined, body: object): PlannedCommand[] => {
    const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
    if (!rule) {
      mistakes.push(`${at(node)}: ${aggregate.plural} have no verb ${verb}`);
      return [];
    }
    const result = readBody<CommandBody>(rule.body, { ...common, ...body });
    if ('command' in result) return [{ kind, reference, verb, command: result.command, at: at(node) }];
    mistakes.push(
      ...result.errors.map(({ field, message }) => `${at(node)}: ${reference} ${verb ?? ''} ${field}: ${message}`),
    );
    return [];
  };
  const then = item.get('then', true);
  const followUps = isSeq(then) ? then.items : [];
  return [
    ...read(item, undefined, { ...(plain(item.get('body', true)) as object), reference }),
    ...followUps.flatMap((step) => {
      const [verb, body] = Object.entries(plain(step as Node) as Record<string, object>)[0] ?? ['', {}];
      return read(step as Node, verb, body ?? {});
    }),
  ];
}

function parseFile(folder: string, file: string, mistakes: string[]) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines, schema: 'core' });
  for (const error of document.errors) mistakes.push(`${file}:${error.linePos?.[0].line ?? 1}: ${error.message}`);
  const lineOf = (node: Node) => lines.linePos(node.range?.[0] ?? 0).line;
  return { root: document.contents as Node | null, json: document.toJS() as unknown, lineOf };
}

function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  return isMap(node) || isSeq(node) ? node.toJSON() : undefined;
}
