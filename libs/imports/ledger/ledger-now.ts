import { setImmediate } from 'node:timers/promises';
import { recorded } from '#commands/index.js';
import type { ColumnRole } from '#documents/index.js';
import {
  type Aggregate,
  commandAggregates,
  type Fact,
  type ImportState,
  isEnvelope,
  itemOfStream,
  type Kind,
  type Recorded,
  STREAM_PREFIXES,
  type TargetState,
} from '#domain/index.js';
import { type EventStore, START } from '#event-store/index.js';
import type {
  KnownDecision,
  KnownImport,
  KnownParty,
  KnownPlanItem,
  KnownProgramme,
  KnownTarget,
  LedgerNow,
} from '../plan/ledger-now.js';

const PAGE = 1_000;
const CLAIMS = 'reference-';
/** Of the streams that a plan is made on. */
const LEDGER_PREFIXES = [...STREAM_PREFIXES.map((prefix) => (prefix === 'ledger' ? prefix : `${prefix}-`)), CLAIMS];
const READ: readonly Kind[] = ['programme', 'party', 'action', 'milestone', 'target', 'decision', 'import', 'ledger'];

type Checkpoint = Parameters<EventStore['readAll']>[0];

export interface LedgerReading {
  /** Up to this position; the whole ledger unless stated. */
  readonly upTo?: number;
  readonly today: string;
  /** Names of persons, which no event holds. */
  namesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
}

export interface LedgerRead extends LedgerNow {
  readonly position: number;
  /** After the last event that was read. */
  readonly checkpoint: Checkpoint;
  readonly financialYearStartsOn?: string;
  /** What somebody corrected of the columns of a document, by its name; the latest counts. */
  readonly columns: ReadonlyMap<string, Readonly<Record<string, ColumnRole>>>;
}

interface Item {
  readonly kind: Kind;
  readonly id: string;
  state?: unknown;
  import?: string;
  readonly said: Said;
}

/** What an item said at any time, the present last. */
interface Said {
  readonly titles: string[];
  readonly descriptions: string[];
  readonly leads: string[];
  readonly promises: string[];
  readonly forecasts: string[];
  readonly texts: Set<string>;
  readonly readFrom: Set<string>;
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
  const items = new Map<string, Item>();
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
  return { ...(await known(items, namesOf)), references, position, checkpoint, today };
}

function note(items: Map<string, Item>, event: Recorded<Fact>): void {
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

type Known = Omit<LedgerRead, 'references' | 'position' | 'checkpoint' | 'today'>;

async function known(items: ReadonlyMap<string, Item>, namesOf: LedgerReading['namesOf']): Promise<Known> {
  const all = [...items.values()];
  const of = <State>(kind: Kind) =>
    all.filter((item) => item.kind === kind).map((item) => ({ ...item, state: item.state as State }));
  const imports = of<ImportState>('import');
  const undone = new Set(imports.filter(({ state }) => state.status === 'undone').map(({ state }) => state.reference));
  // What was taken back is not met again: the same document may come in anew.
  const stands = (item: Item) => item.import === undefined || !undone.has(item.import);
  const [ledger] = of<{ financialYearStartsOn?: string }>('ledger');
  return {
    programmes: of<KnownProgramme & { closed: boolean }>('programme')
      .filter((item) => stands(item) && !item.state.closed)
      .map(({ id, state: { reference, name } }) => ({ id, reference, name })),
    parties: await partiesOf(
      of<PartyState>('party').filter((item) => stands(item) && !item.state.retired),
      namesOf,
    ),
    items: [...of<ItemState>('action'), ...of<ItemState>('milestone')].filter(stands).map(itemOf),
    targets: of<TargetState>('target')
      .filter((item) => stands(item) && item.state.status !== 'withdrawn')
      .map(targetOf),
    decisions: of<KnownDecision & { status: string }>('decision')
      .filter((item) => stands(item) && item.state.status !== 'revoked')
      .map(({ id, import: from, state: { reference, title } }) => ({
        id,
        reference,
        title,
        ...(from && { import: from }),
      })),
    imports: imports
      .filter(({ state }) => state.status === 'running' || state.status === 'finished')
      .map(
        ({ state: { reference, document, sha256, title } }): KnownImport => ({
          ...{ reference, document, sha256 },
          ...(title !== undefined && { title }),
        }),
      ),
    columns: new Map(
      imports
        .filter(({ state }) => state.columns.length > 0)
        .map(({ state }) => [
          state.document,
          Object.fromEntries(state.columns.map(({ heading, role }) => [heading, role as ColumnRole])),
        ]),
    ),
    ...(ledger?.state.financialYearStartsOn && { financialYearStartsOn: ledger.state.financialYearStartsOn }),
  };
}

interface PartyState {
  readonly reference: string;
  readonly name?: string;
  readonly retired: boolean;
}

async function partiesOf(
  parties: readonly { readonly id: string; readonly state: PartyState }[],
  namesOf: LedgerReading['namesOf'],
): Promise<KnownParty[]> {
  const persons = parties.filter(({ state }) => state.name === undefined).map(({ id }) => id);
  const names = persons.length > 0 ? await namesOf(persons) : new Map<string, string | null>();
  return parties.flatMap(({ id, state: { reference, name } }) => {
    const called = name ?? names.get(id) ?? undefined;
    return called === undefined ? [] : [{ id, reference, name: called }];
  });
}

interface ItemState {
  readonly reference: string;
  readonly programme: string;
  readonly status: string;
  readonly rating?: { readonly rating: string };
  readonly externalRefs?: readonly { readonly ref: string }[];
}

function itemOf({ id, kind, state, said, import: from }: Item & { readonly state: ItemState }): KnownPlanItem {
  const { reference, programme, status, rating, externalRefs = [] } = state;
  return {
    ...{ id, reference, programme, status, ...said },
    kind: kind === 'milestone' ? kind : 'action',
    documentReferences: externalRefs.map(({ ref }) => ref),
    ...(rating && { rating: rating.rating }),
    ...(from !== undefined && { import: from }),
  };
}

function targetOf({ id, state, said, import: from }: Item & { readonly state: TargetState }): KnownTarget {
  const { reference, programme, measure, unit, trajectory, measurements } = state;
  return {
    ...{ id, reference, programme, measure, unit },
    trajectory: trajectory.map(({ period, value, condition }) => ({
      ...{ period, value: String(value) },
      ...(condition !== undefined && { condition }),
    })),
    measurements: Object.fromEntries(
      Object.values(measurements).flatMap(({ period, value }) =>
        value === undefined ? [] : [[period, String(value)]],
      ),
    ),
    readFrom: said.readFrom,
    ...(from !== undefined && { import: from }),
  };
}
