import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CommandFailure, type Commands, type Result } from '#commands/index.js';
import type { ColumnRole } from '#documents/index.js';
import { type CalendarDate, isCalendarDate, type Principal, StartImport, UploadImport } from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import { hasMovedOn, LEDGER_PREFIXES, type LedgerRead, type LedgerReading, ledgerNow } from '../ledger/ledger-now.js';
import type { Answers } from '../plan/plan-import.js';
import { asOneLine } from '../plan/words.js';
import type { Previewed } from '../reading/messages.js';
import { planInWorker } from '../reading/read-in-worker.js';
import { applyPlan } from './apply-plan.js';
import { followImports } from './follow-imports.js';
import { keepDocument, keptDocument } from './kept-documents.js';
import { IMPORT_TOKEN, type OneImport, valid } from './one-import.js';
import { type Undone, undoImport } from './undo.js';

export const DATE_QUESTION = 'document-date';

export interface ImportDeps {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly commands: Pick<Commands, 'handle' | 'find'>;
  readonly folder: string;
  readonly namesOf: LedgerReading['namesOf'];
  today(): CalendarDate;
}

export interface Document {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** What is known of it beside: its date, and what its columns mean. */
  readonly date?: CalendarDate;
  readonly map?: Readonly<Record<string, ColumnRole>>;
}

/** Good as long as nothing was recorded after its checkpoint. */
type Preview = Previewed & Pick<LedgerRead, 'position' | 'checkpoint'>;

/** Reads a document and plans its import on the ledger as it stands, or as it stood; records nothing. */
export async function previewDocument(
  deps: Omit<ImportDeps, 'commands' | 'folder'>,
  { bytes, name, date, map }: Document,
  answers: Answers,
  upTo?: number,
): Promise<Preview> {
  const now = await ledgerNow(deps.store, { upTo, today: deps.today(), namesOf: deps.namesOf });
  const given = answers[DATE_QUESTION];
  const documentDate = date ?? (isCalendarDate(given) ? given : undefined);
  const options = {
    today: deps.today(),
    ...(documentDate && { documentDate }),
    ...(now.financialYearStartsOn && { financialYearStartsOn: now.financialYearStartsOn }),
    parties: now.parties.map(({ reference, name: called }) => ({ reference, name: called })),
    programmes: now.programmes.map(({ reference, name: called }) => ({ reference, name: called })),
    map: { ...rememberedMap(now, name), ...map },
    answers,
  };
  const { position, checkpoint, columns: _, financialYearStartsOn: __, ...known } = now;
  return { ...(await planInWorker(bytes, name, options, { now: known, answers })), position, checkpoint };
}

const rememberedMap = (now: LedgerRead, name: string): Readonly<Record<string, ColumnRole>> =>
  now.columns.get(asOneLine(name)) ?? {};

export function imports(deps: ImportDeps) {
  const { store, commands } = deps;
  /** Plans of imports that began, which stay the same. */
  const plans = new LRUCache<string, Previewed>({ max: 3 });

  /** Plans of those that wait, each good until something more is recorded. */
  const drafts = new LRUCache<string, Preview>({ max: 4 });

  const followed = followImports(store);
  const all = async (): Promise<OneImport[]> => [...(await followed()).values()];

  /** Errors: `item-not-found`. */
  async function one(ref: string): Promise<OneImport> {
    const found = await followed();
    const one = found.get(ref) ?? [...found.values()].find(({ state }) => state.reference === ref);
    if (one) return one;
    throw new CommandFailure('item-not-found', `There is no import ${ref}.`, { kind: 'import', ref });
  }

  /** An import of the same file that did not come to its end. */
  async function cut(bytes: Uint8Array): Promise<OneImport | undefined> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return (await all()).find(({ state }) => state.sha256 === sha256 && state.status === 'running');
  }

  async function upload(
    document: Document,
    principal: Principal,
    idempotencyKey?: string,
  ): Promise<Previewed & { readonly reference: string }> {
    const previewed = await previewDocument(deps, document, {});
    const { sha256, bytes, format, name, understood } = previewed.read;
    keepDocument(deps.folder, sha256, document.bytes);
    const uploaded = await commands.handle({
      kind: 'import',
      principal,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      command: valid(UploadImport, {
        document: asOneLine(name),
        sha256,
        bytes,
        format,
        title: understood.title && asOneLine(understood.title),
        documentDate: document.date,
        columns: document.map && Object.entries(document.map).map(([heading, role]) => ({ heading, role })),
      }),
    });
    await keepDraft(uploaded, previewed);
    return { ...previewed, reference: uploaded.reference };
  }

  /** Keeps the preview for the confirmation, unless the ledger holds more events than those of the upload. */
  async function keepDraft({ id, reference, position }: Result, previewed: Preview): Promise<void> {
    const { events, checkpoint } = await store.readAll(previewed.checkpoint, 3, { streamPrefixes: LEDGER_PREFIXES });
    const own = [`import-${id}`, `reference-${reference}`];
    const isAlone = events.every(({ stream }) => own.includes(stream)) && events.at(-1)?.position === position;
    if (isAlone) drafts.set(draftKey(id, {}), { ...previewed, position, checkpoint });
  }

  const draftKey = (id: string, answers: Answers) => JSON.stringify([id, answers, deps.today()]);

  function documentOf({ state }: OneImport): Document {
    const { sha256, document, documentDate, columns } = state;
    const map = Object.fromEntries(columns.map(({ heading, role }) => [heading, role as ColumnRole]));
    return {
      bytes: keptDocument(deps.folder, sha256),
      name: document,
      map,
      ...(documentDate && { date: documentDate }),
    };
  }

  async function draft(found: OneImport, answers: Answers): Promise<Preview> {
    const key = draftKey(found.id, answers);
    const kept = drafts.get(key);
    if (kept && !(await hasMovedOn(store, kept.checkpoint))) return kept;
    const made = await previewDocument(deps, documentOf(found), answers);
    drafts.set(key, made);
    return made;
  }

  /** Uploads the same document again, with columns that mean something else; nothing of it is recorded yet. */
  async function readAgain(
    ref: string,
    columns: Readonly<Record<string, ColumnRole>>,
    principal: Principal,
    idempotencyKey?: string,
  ): Promise<Previewed & { readonly reference: string }> {
    const document = documentOf(await one(ref));
    return upload({ ...document, map: { ...document.map, ...columns } }, principal, idempotencyKey);
  }

  /** On the ledger as it stands; once it began, on that of its beginning. */
  async function preview(found: OneImport, answers: Answers = {}): Promise<Previewed> {
    if (!found.started) return draft(found, answers);
    const { position } = found.started;
    const kept = plans.get(found.id);
    if (kept) return kept;
    const made = await previewDocument(deps, documentOf(found), answersOf(found), position - 1);
    plans.set(found.id, made);
    return made;
  }

  let starting: Promise<unknown> = Promise.resolve();

  /** One at a time. Errors: `import-in-another-state`, also while another import is being recorded. */
  function start(ref: string, answers: Answers, principal: Principal): Promise<OneImport> {
    const started = starting.then(() => startNow(ref, answers, principal));
    starting = started.catch(() => {});
    return started;
  }

  async function startNow(ref: string, answers: Answers, principal: Principal): Promise<OneImport> {
    const found = await one(ref);
    refuseWhileAnother(await all(), found);
    const made = await draft(found, answers);
    await commands.handle({
      kind: 'import',
      verb: 'start',
      ref: found.id,
      principal,
      command: valid(StartImport, {
        answers: Object.entries(answers).map(([question, value]) => ({ question, value })),
        commands: made.plan.commands.length,
      }),
    });
    const started = await one(ref);
    // The same plan as long as nothing was recorded in between.
    if (started.started?.position === made.position + 1) plans.set(started.id, made);
    return started;
  }

  /** Goes on where an import stopped: what was recorded is answered again by its key. */
  async function run(found: OneImport, signal: AbortSignal, onProgress: (done: number, of: number) => void = () => {}) {
    if (!found.started || found.state.status !== 'running') return;
    const { plan } = await preview(found);
    const principal: Principal = { actor: found.started.actor, token: IMPORT_TOKEN, programmes: [] };
    await applyPlan({ plan, found, commands, principal, signal, onProgress });
  }

  async function undo(ref: string, reason: string, principal: Principal): Promise<Undone> {
    return undoImport({ store, commands, found: await one(ref), principal, reason });
  }

  return { all, one, cut, upload, readAgain, preview, start, run, undo };
}

export type Imports = ReturnType<typeof imports>;

/** A plan is made on the ledger as it stands, so what is recorded beside it would spoil its references. */
function refuseWhileAnother(all: readonly OneImport[], { id }: OneImport): void {
  const other = all.find((each) => each.id !== id && each.state.status === 'running');
  if (!other) return;
  const { reference, status } = other.state;
  const detail = `${reference} is being recorded; confirm this one when that is finished.`;
  throw new CommandFailure('import-in-another-state', detail, { status, allowed: ['finished'] });
}

const answersOf = ({ state }: OneImport): Answers =>
  Object.fromEntries(state.answers.map(({ question, value }) => [question, value]));
