import { existsSync } from 'node:fs';
import { openAccessStore } from '#access/index.js';
import { administrator, COMMAND_LINE, eventsOf, openBegunLedger, readModelsOf } from '#application/index.js';
import { londonDate, type Principal, type RefusedRow } from '#domain/index.js';
import { openForReading, START } from '#event-store/index.js';
import {
  type Answers,
  countsOf,
  type Document,
  type ImportPlan,
  type Imports,
  imports,
  previewDocument,
  type RowCounts,
} from '#imports/index.js';
import { readStoreSettings, type StoreSettings, withProgress } from '#platform/index.js';
import { serverAfter } from '../client/open-client.js';
import { remoteOf } from '../client/remote.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { answersIn, type DocumentOptions, readDocumentFile } from './document-file.js';
import { planLines } from './import-lines.js';
import { importThrough, type RemoteImport } from './import-remote.js';

interface Options extends JsonOption, DocumentOptions {
  readonly dryRun?: true;
}

const PRINCIPAL: Principal = { actor: administrator, token: COMMAND_LINE, programmes: [] };

export async function importDocument(file: string, options: Options): Promise<void> {
  const document = readDocumentFile(file, options);
  const answers = answersIn(options.answers);
  const settings = readStoreSettings(process.env);
  if (options.dryRun) {
    const plan = await planned(settings, document, answers);
    answer(options, { file, ...plan, counts: countsOf(plan) }, planLines(plan));
    return;
  }
  const remote = remoteOf(process.env);
  if (remote) return tellRemote(await importThrough(remote, document, answers), options);
  const opened = await openBegunLedger(settings, document.name).catch((error: unknown) =>
    serverAfter(error, settings.DATA_DIR),
  );
  if ('url' in opened) return tellRemote(await importThrough(opened, document, answers), options);
  const ledger = opened;
  const namesOf = (ids: readonly string[]) => ledger.access.directory.namesOf(ids);
  const deps = { ...ledger, folder: settings.DATA_DIR, namesOf, today };
  try {
    const door = imports(deps);
    const cut = await door.cut(document.bytes);
    if (!cut) {
      const { plan } = await previewDocument(deps, document, answers);
      if (plan.commands.length === 0) {
        answer(
          options,
          { file, counts: countsOf(plan), commands: 0 },
          `${file}: nothing is to be recorded\n${planLines(plan)}`,
        );
        return;
      }
    }
    const reference = cut?.state.reference ?? (await door.upload(document, PRINCIPAL)).reference;
    const started = cut ?? (await door.start(reference, answers, PRINCIPAL));
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    await withProgress(`Importing ${document.name}`, (progress) => door.run(started, stopping.signal, progress));
    await tell(door, reference, options);
  } finally {
    await ledger.close();
  }
}

const today = () => londonDate(new Date().toISOString());

/** Works beside a running server, and where no ledger is yet. */
async function planned(settings: StoreSettings, document: Document, answers: Answers): Promise<ImportPlan> {
  const events = eventsOf(settings);
  const isThere = events.engine !== 'sqlite' || existsSync(events.file);
  if (!isThere) return (await previewDocument(NO_LEDGER, document, answers)).plan;
  const store = await openForReading(events);
  const access = await openAccessStore(readModelsOf(settings));
  try {
    const namesOf = (ids: readonly string[]) => access.directory.namesOf(ids);
    return (await previewDocument({ store, namesOf, today }, document, answers)).plan;
  } finally {
    await access.close();
    await store.close();
  }
}

const NO_LEDGER = {
  store: { readAll: async () => ({ events: [], checkpoint: START, end: true }) as const },
  namesOf: async () => new Map<string, string>(),
  today,
} as const;

function tellRemote(found: RemoteImport, options: Options): void {
  const { reference, status, document, done, commands, applied, refusedRows, questions, rows } = found;
  const open = questions.filter(({ answer: given }) => given === undefined);
  say(
    { reference, status, document, done, commands, applied, refused: refusedRows, open, counts: countsOf({ rows }) },
    options,
  );
}

interface Told {
  readonly reference: string;
  readonly status: string;
  readonly document: string;
  readonly done: number;
  readonly commands: number;
  readonly applied: number;
  readonly refused: readonly RefusedRow[];
  readonly open: ImportPlan['questions'];
  readonly counts: RowCounts;
}

function say(told: Told, options: Options): void {
  const { reference, status, document, done, commands, applied, refused, open } = told;
  answer(
    options,
    told,
    [
      `${reference}: ${document} is ${status}: ${done} of ${commands} commands, ${applied} rows recorded, ${refused.length} refused`,
      ...refused.map(({ reference: ref, detail, code }) => `  ${ref}: ${detail} (${code})`),
      ...open.map(({ id, text }) => `  not yet answered, ${id}: ${text}`),
    ].join('\n'),
  );
  if (refused.length > 0) process.exitCode = 1;
}

async function tell(door: Imports, reference: string, options: Options): Promise<void> {
  const found = await door.one(reference);
  const { plan } = await door.preview(found);
  const { status, document, applied, refused, done, commands } = found.state;
  const open = plan.questions.filter(({ answer: given }) => given === undefined);
  say(
    { reference, status, document, done, commands, applied: applied.length, refused, open, counts: countsOf(plan) },
    options,
  );
}
