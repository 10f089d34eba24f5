import { createHash } from 'node:crypto';
import { CommandFailure, type Commands } from '#commands/index.js';
import {
  type Aggregate,
  type AppliedRow,
  type CommandBody,
  commandAggregates,
  FinishImport,
  type Principal,
  RecordImportRows,
  type RefusedRow,
  ROWS_AN_EVENT,
  readBody,
} from '#domain/index.js';
import type { ImportCommand, ImportPlan } from '../plan/plan.js';
import { type OneImport, valid } from './one-import.js';

interface Applying {
  readonly plan: ImportPlan;
  readonly found: OneImport;
  readonly commands: Pick<Commands, 'handle'>;
  readonly principal: Principal;
  readonly signal: AbortSignal;
  onProgress(done: number, of: number): void;
}

interface Row {
  readonly key: string;
  readonly commands: readonly ImportCommand[];
}

/** Gives every command of a plan in order. A row that is refused stops no other. */
export async function applyPlan({ plan, found, commands, principal, signal, onProgress }: Applying): Promise<void> {
  const { id, state } = found;
  const rows = rowsOf(plan.commands);
  let at = rowsDone(rows, state.done);
  // What another gave a reference to in between is not what the document means by it.
  const strangers = new Set(state.refused.filter(isTaken).map(({ reference }) => reference));
  while (at < rows.length) {
    const chunk = rows.slice(at, at + ROWS_AN_EVENT);
    const applied: AppliedRow[] = [];
    const refused: RefusedRow[] = [];
    for (const row of chunk) {
      if (signal.aborted) return;
      const outcome = await giveRow(row);
      if (!('code' in outcome)) applied.push(outcome);
      else {
        refused.push(outcome);
        if (isTaken(outcome)) strangers.add(outcome.reference);
      }
    }
    const tried = chunk.reduce((sum, row) => sum + row.commands.length, 0);
    await commands.handle({
      kind: 'import',
      verb: 'record-rows',
      ref: id,
      principal,
      idempotencyKey: keyOf(id, 'rows', String(at)),
      command: valid(RecordImportRows, { applied, refused, commands: tried }),
    });
    at += chunk.length;
    onProgress(at, rows.length);
  }
  const idempotencyKey = keyOf(id, 'finish');
  await commands.handle({
    kind: 'import',
    verb: 'finish',
    ref: id,
    principal,
    idempotencyKey,
    command: new FinishImport(),
  });

  async function giveRow(row: Row): Promise<AppliedRow | RefusedRow> {
    const [first] = row.commands as [ImportCommand, ...ImportCommand[]];
    const named = { row: row.key, reference: first.reference, kind: first.kind };
    const stranger = strangers.size === 0 ? undefined : strangerIn(row, strangers);
    if (stranger) {
      const detail = `It names ${stranger}, which the import could not register: something else has that reference.`;
      return { ...named, code: 'reference-taken', detail };
    }
    for (const planned of row.commands) {
      try {
        await give(planned);
      } catch (failure) {
        if (!(failure instanceof CommandFailure)) throw failure;
        const errors = failure.errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
        const detail = [failure.detail, errors]
          .filter((part) => part !== '')
          .join(' ')
          .slice(0, 2000);
        return { ...named, ...(planned.verb && { verb: planned.verb }), code: failure.code, detail };
      }
    }
    return { ...named, commands: row.commands.length };
  }

  async function give({ kind, verb, reference, body, key }: ImportCommand): Promise<void> {
    await commands.handle({
      kind,
      ...(verb !== undefined && { verb, ref: reference }),
      command: bodyOf(kind, verb, { ...body, source: { ...body.source, import: state.reference } }),
      principal,
      idempotencyKey: keyOf(id, state.sha256, key),
    });
  }
}

/** Commands of one item of the document; programmes and parties are rows of their own. */
function rowsOf(commands: readonly ImportCommand[]): Row[] {
  const rows = new Map<string, ImportCommand[]>();
  for (const command of commands) {
    const key = command.item ?? command.key;
    rows.set(key, [...(rows.get(key) ?? []), command]);
  }
  return [...rows].map(([key, given]) => ({ key: key.slice(0, 300), commands: given }));
}

function rowsDone(rows: readonly Row[], done: number): number {
  let commands = 0;
  const at = rows.findIndex((row) => {
    commands += row.commands.length;
    return commands > done;
  });
  return at < 0 ? rows.length : at;
}

const isTaken = ({ code, verb }: RefusedRow): boolean => code === 'reference-taken' && verb === undefined;

function strangerIn({ commands }: Row, strangers: ReadonlySet<string>): string | undefined {
  return commands
    .flatMap(({ body }) => namedIn(body as CommandBody & Naming))
    .find((reference) => strangers.has(reference));
}

interface Naming {
  readonly programme?: string;
  readonly parent?: string;
  readonly owner?: string;
  readonly parties?: readonly { readonly party: string }[];
}

const namedIn = ({ programme, parent, owner, parties = [] }: Naming): readonly string[] =>
  [programme, parent, owner, ...parties.map(({ party }) => party)].filter((each) => each !== undefined);

/** Errors: `validation-failed`. */
function bodyOf(kind: ImportCommand['kind'], verb: string | undefined, fields: object): CommandBody {
  const aggregate: Aggregate = commandAggregates[kind];
  const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  const read = rule ? readBody(rule.body, fields) : { errors: [] };
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', `The document says what ${aggregate.plural} cannot hold.`, {
    errors: read.errors,
  });
}

const keyOf = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
