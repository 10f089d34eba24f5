import { createHash } from 'node:crypto';
import { CommandFailure, type Commands, recorded } from '#commands/index.js';
import {
  type Aggregate,
  type CommandBody,
  commandAggregates,
  type Fact,
  isEnvelope,
  itemOfStream,
  type Kind,
  MOST_TAKEN,
  type Principal,
  type Recorded,
  readBody,
  STREAM_PREFIXES,
  UndoImport,
} from '#domain/index.js';
import { type EventStore, START } from '#event-store/index.js';
import { IMPORT_TOKEN, type OneImport, valid } from './one-import.js';
import { type Before, type Reversal, reversalsOf, stayingOf } from './reversals.js';

const PAGE = 1_000;
const SHOWN = 20;

interface Undoing {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly commands: Pick<Commands, 'handle'>;
  readonly found: OneImport;
  readonly principal: Principal;
  readonly reason: string;
}

export interface Undone {
  readonly taken: readonly string[];
  /** What no event can take back, by the item that it stays with. */
  readonly stays: readonly { readonly reference: string; readonly what: string }[];
}

/**
 * Takes an import back by events of its own. Errors: `import-items-touched` where something else has touched its items
 * since, which are named; nothing is taken back then.
 */
export async function undoImport({ store, commands, found, principal, reason }: Undoing): Promise<Undone> {
  const { reference, status, document } = found.state;
  if (status !== 'finished') {
    const detail = `${reference} is ${status}; only an import that is finished can be taken back.`;
    throw new CommandFailure('import-in-another-state', detail, { status, allowed: ['finished'] });
  }
  const items = await touchedBy(store, reference);
  const touched = items.filter((item) => item.isTouched).map((item) => item.reference);
  if (touched.length > 0) {
    const named = touched.slice(0, SHOWN).join(', ');
    const more = touched.length > SHOWN ? ` and ${touched.length - SHOWN} more` : '';
    const detail = `${reference} is not taken back, because something else has touched ${named}${more} since.`;
    throw new CommandFailure('import-items-touched', detail, { references: touched });
  }
  const why = `Import ${reference} of "${document}" is taken back: ${reason}`.slice(0, 2000);
  const taken: string[] = [];
  for (const item of [...items].reverse()) {
    const reversals = reversalsOf(item, why);
    for (const [index, reversal] of reversals.entries()) await give(item, reversal, index);
    if (reversals.length > 0) taken.push(item.reference);
  }
  const stays = items.flatMap((item) => stayingOf(item).map((what) => ({ reference: item.reference, what })));
  const command = valid(UndoImport, { reason, taken: taken.slice(0, MOST_TAKEN), stays: stays.slice(0, MOST_TAKEN) });
  await commands.handle({ kind: 'import', verb: 'undo', ref: found.id, principal, command });
  return { taken, stays };

  async function give({ kind, id }: Before, { verb, body }: Reversal, index: number): Promise<void> {
    await commands.handle({
      kind,
      verb,
      ref: id,
      command: bodyOf(kind, verb, { ...body, source: { document, sha256: found.state.sha256, import: reference } }),
      principal: { ...principal, token: IMPORT_TOKEN },
      idempotencyKey: createHash('sha256').update(`${found.id} undo ${id} ${index}`).digest('hex'),
    });
  }
}

interface Touched extends Before {
  readonly told: string[];
  readonly reference: string;
  isTouched: boolean;
}

/** Items with events of the import, in the order of the first of them. */
async function touchedBy(store: Pick<EventStore, 'readAll'>, reference: string): Promise<Touched[]> {
  const states = new Map<string, unknown>();
  const touched = new Map<string, Touched & { now: unknown }>();
  const streamPrefixes = STREAM_PREFIXES.filter((each) => each !== 'ledger' && each !== 'import').map(
    (each) => `${each}-`,
  );
  let after: Parameters<EventStore['readAll']>[0] = START;
  for (let end = false; !end; ) {
    const page = await store.readAll(after, PAGE, { streamPrefixes });
    for (const stored of page.events) if (isEnvelope(stored.metadata)) follow(recorded(stored));
    after = page.checkpoint;
    end = page.end;
  }
  return [...touched.values()];

  function follow(event: Recorded<Fact>): void {
    const item = itemOfStream(event.stream);
    if (!item) return;
    const before = states.get(event.stream);
    const now = (commandAggregates[item.kind] as Aggregate).evolve(before, event);
    states.set(event.stream, now);
    const known = touched.get(event.stream);
    const isOfImport = event.metadata.source?.import === reference;
    if (known) {
      known.now = now;
      if (isOfImport) known.told.push(event.type);
      if (!isOfImport && event.metadata.actor.kind !== 'system') known.isTouched = true;
    } else if (isOfImport) {
      const named = (now as { reference: string }).reference;
      touched.set(event.stream, { ...item, reference: named, before, now, told: [event.type], isTouched: false });
    }
  }
}

function bodyOf(kind: Kind, verb: string, fields: object): CommandBody {
  const aggregate: Aggregate = commandAggregates[kind];
  const rule = aggregate.verbs[verb];
  const read = rule ? readBody(rule.body, JSON.parse(JSON.stringify(fields))) : { errors: [] };
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', `${verb} cannot be given to take the import back.`, {
    errors: read.errors,
  });
}
