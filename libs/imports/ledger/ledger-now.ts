import { setImmediate } from 'node:timers/promises';
import { recorded } from '#commands/index.js';
import {
  type Aggregate,
  commandAggregates,
  type Fact,
  isEnvelope,
  itemOfStream,
  type Kind,
  type Recorded,
  STREAM_PREFIXES,
} from '#domain/index.js';
import { type EventStore, START } from '#event-store/index.js';
import type { LedgerNow } from '../plan/ledger-now.js';
import { type FoldedItem, type Known, knownOf, type PersonNames, type Said } from './known.js';

const PAGE = 1_000;
const CLAIMS = 'reference-';
/** Of the streams that a plan is made on. */
export const LEDGER_PREFIXES = [
  ...STREAM_PREFIXES.map((prefix) => (prefix === 'ledger' ? prefix : `${prefix}-`)),
  CLAIMS,
];
const READ: readonly Kind[] = ['programme', 'party', 'action', 'milestone', 'target', 'decision', 'import', 'ledger'];

type Checkpoint = Parameters<EventStore['readAll']>[0];

export interface LedgerReading {
  /** Up to this position; the whole ledger unless stated. */
  readonly upTo?: number;
  readonly today: string;
  readonly namesOf: PersonNames;
}

export interface LedgerRead extends Known, LedgerNow {
  readonly position: number;
  /** After the last event that was read. */
  readonly checkpoint: Checkpoint;
}

/** Whether anything was recorded since that a plan is made on. */
export async function hasMovedOn(store: Pick<EventStore, 'readAll'>, since: Checkpoint): Promise<boolean> {
  return (await store.readAll(since, 1, { streamPrefixes: LEDGER_PREFIXES })).events.length > 0;
}

/** Folds the ledger from its events, which are ahead of every read model. */
export async function ledgerNow(
  store: Pick<EventStore, 'readAll'>,
  { upTo, today, namesOf }: LedgerReading,
): Promise<LedgerRead> {
  const items = new Map<string, FoldedItem>();
  const references = new Set<string>();
  const last = upTo ?? Number.POSITIVE_INFINITY;
  let past = false;
  let position = 0;
  let checkpoint: Checkpoint = START;
  for (let end = false; !end; ) {
    const page = await store.readAll(checkpoint, PAGE, { streamPrefixes: LEDGER_PREFIXES });
    for (const event of page.events) {
      if (event.position > last) {
        past = true;
        break;
      }
      if (!isEnvelope(event.metadata)) continue;
      position = event.position;
      if (event.stream.startsWith(CLAIMS)) references.add(event.stream.slice(CLAIMS.length));
      else note(items, recorded(event));
    }
    checkpoint = page.checkpoint;
    end = page.end || past;
    // A long ledger is folded beside what the server answers meanwhile.
    await setImmediate();
  }
  return { ...(await knownOf(items.values(), namesOf)), references, position, checkpoint, today };
}

function note(items: Map<string, FoldedItem>, event: Recorded<Fact>): void {
  const found = itemOfStream(event.stream);
  if (!found || !READ.includes(found.kind)) return;
  const aggregate: Aggregate = commandAggregates[found.kind];
  const item = items.get(event.stream) ?? { ...found, said: nothing() };
  items.set(event.stream, item);
  const { source } = event.metadata;
  if (item.state === undefined && source?.import !== undefined) item.import = source.import;
  if (source?.sha256 !== undefined) item.said.readFrom.add(source.sha256);
  item.state = aggregate.evolve(item.state, event);
  listen(item.said, item.state as Spoken, event.data as Spoken);
}

const nothing = (): Said => ({
  ...{ titles: [], descriptions: [], leads: [], promises: [], forecasts: [] },
  ...{ texts: new Set(), readFrom: new Set() },
});

interface Spoken {
  readonly title?: string;
  readonly description?: string;
  readonly parties?: readonly { readonly party: string; readonly part: string }[];
  readonly original?: { readonly text: string };
  readonly revised?: { readonly text: string };
  readonly forecast?: { readonly text: string };
  readonly text?: unknown;
  readonly narrative?: unknown;
}

function listen(said: Said, state: Spoken, data: Spoken): void {
  hear(said.titles, state.title);
  hear(said.descriptions, state.description);
  hear(said.leads, state.parties?.find(({ part }) => part === 'lead')?.party);
  hear(said.promises, (state.revised ?? state.original)?.text);
  hear(said.forecasts, state.forecast?.text);
  for (const text of [data.text, data.narrative]) if (typeof text === 'string') said.texts.add(text);
}

function hear(list: string[], text: string | undefined): void {
  if (text !== undefined && list[list.length - 1] !== text) list.push(text);
}
