import type { ColumnRole } from '#documents/index.js';
import type { ImportState, Kind, TargetState } from '#domain/index.js';
import type {
  KnownDecision,
  KnownImport,
  KnownParty,
  KnownPlanItem,
  KnownProgramme,
  KnownTarget,
  LedgerNow,
} from '../plan/ledger-now.js';

/** Names of persons, which no event holds. */
export type PersonNames = (parties: readonly string[]) => Promise<ReadonlyMap<string, string | null>>;

/** An item as its events fold, with what they said. */
export interface FoldedItem {
  readonly kind: Kind;
  readonly id: string;
  state?: unknown;
  import?: string;
  readonly said: Said;
}

/** What an item said at any time, the present last. */
export interface Said {
  readonly titles: string[];
  readonly descriptions: string[];
  readonly leads: string[];
  readonly promises: string[];
  readonly forecasts: string[];
  readonly texts: Set<string>;
  readonly readFrom: Set<string>;
}

export interface Known extends Omit<LedgerNow, 'references' | 'today'> {
  readonly financialYearStartsOn?: string;
  /** What somebody corrected of the columns of a document, by its name; the latest counts. */
  readonly columns: ReadonlyMap<string, Readonly<Record<string, ColumnRole>>>;
}

export async function knownOf(items: Iterable<FoldedItem>, namesOf: PersonNames): Promise<Known> {
  const all = [...items];
  const of = <State>(kind: Kind) =>
    all.filter((item) => item.kind === kind).map((item) => ({ ...item, state: item.state as State }));
  const imports = of<ImportState>('import');
  const undone = new Set(imports.filter(({ state }) => state.status === 'undone').map(({ state }) => state.reference));
  // What was taken back is not met again: the same document may come in anew.
  const stands = (item: FoldedItem) => item.import === undefined || !undone.has(item.import);
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
  namesOf: PersonNames,
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

function itemOf({ id, kind, state, said, import: from }: FoldedItem & { readonly state: ItemState }): KnownPlanItem {
  const { reference, programme, status, rating, externalRefs = [] } = state;
  return {
    ...{ id, reference, programme, status, ...said },
    kind: kind === 'milestone' ? kind : 'action',
    documentReferences: externalRefs.map(({ ref }) => ref),
    ...(rating && { rating: rating.rating }),
    ...(from !== undefined && { import: from }),
  };
}

function targetOf({ id, state, said, import: from }: FoldedItem & { readonly state: TargetState }): KnownTarget {
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
