import { createWriteStream, renameSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventsOf, isIllustrative, readModelsOf } from '#application/index.js';
import { type EventPage, type EventStore, openForReading, START } from '#event-store/index.js';
import { readStoreSettings, type StoreSettings, writePrivate } from '#platform/index.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { LABEL } from '../text/render.js';
import { visibleJson } from '../text/visible-text.js';

const PAGE = 1_000;
const MOST_PINNED = 100;
const FLAGS = {
  kind: { value: '<kind>', description: 'what to export in place of the events, as listed below' },
  format: { value: '<format>', description: 'csv unless stated; only with --kind' },
  out: { value: '<file>', description: 'the file to write; default: standard output' },
  ...JSON_FLAG,
};

export async function exportEvents(words: readonly string[]): Promise<void> {
  if (asksForKind(words)) return (await import('../export/export-kind.js')).exportKind(words);
  const { given, help } = readFlags('export', words, FLAGS);
  if (help) {
    const { exportLines } = await import('../export/export-kind.js');
    return console.log(commandHelp('export', FLAGS, ['', 'Kinds:', ...(await exportLines())]));
  }
  const settings = readStoreSettings(process.env);
  const store = await openForReading(eventsOf(settings));
  try {
    const illustrative = await isIllustrative(store);
    if (typeof given.out !== 'string') {
      // Stdout must stay JSON lines; its first event carries the label for programs.
      if (illustrative) console.error(LABEL);
      await pipeline(Readable.from(linesOf(store, () => {})), process.stdout).catch(ignoreClosedPipe);
      return;
    }
    // Read before the events, so that they are no fewer than it says.
    const { note, cosigned } = await newestCheckpoints(settings);
    const events = await writeExport(store, given.out);
    const checkpoint = note === undefined ? undefined : writeBeside(given.out, 'checkpoint', note);
    if (cosigned !== undefined) writeBeside(given.out, 'cosigned', cosigned);
    const told = `${given.out}: ${events} events${checkpoint === undefined ? '' : `; ${checkpoint}: the checkpoint over them`}`;
    answer(
      jsonOf(given),
      { file: given.out, events, ...(checkpoint !== undefined && { checkpoint }) },
      told,
      illustrative,
    );
  } finally {
    await store.close();
  }
}

const asksForKind = (words: readonly string[]) =>
  words.some((word) => /^--(?:kind|format)(?:=|$)/.test(word)) && !words.some((word) => HELP.includes(word));

const HELP = ['--help', '-h'];

/** Writes a temporary file and renames it, so that no partial export remains. A rename would delete a device. */
async function writeExport(store: EventStore, out: string): Promise<number> {
  let events = 0;
  const lines = linesOf(store, (count) => {
    events = count;
  });
  const there = statSync(out, { throwIfNoEntry: false });
  const partial = there && !there.isFile() ? out : `${out}.partial`;
  await pipeline(Readable.from(lines), createWriteStream(partial, { mode: 0o600 }));
  if (partial !== out) renameSync(partial, out);
  return events;
}

/** The newest that was signed, and the newest that a witness has cosigned, where there are any. */
async function newestCheckpoints(settings: StoreSettings) {
  const { hasCosignature, readTreeStore } = await import('#tree/index.js');
  const { policyOf } = await import('../verify/policy-of.js');
  const policy = policyOf(process.env);
  const tree = await readTreeStore(readModelsOf(settings));
  try {
    const pinned = (await tree?.cosigned.newestOnes(MOST_PINNED)) ?? [];
    const cosigned = pinned.find(({ note }) => hasCosignature(note, policy))?.note;
    return { note: (await tree?.checkpoint())?.note, cosigned };
  } finally {
    await tree?.close();
  }
}

/** Beside a file only: a device has no folder for it. */
function writeBeside(out: string, ending: 'checkpoint' | 'cosigned', note: string): string | undefined {
  if (!statSync(out).isFile()) return undefined;
  const file = `${out}.${ending}`;
  writePrivate(file, note);
  return file;
}

/** A closed pipe, as by `head`, is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function* linesOf(store: EventStore, counted: (count: number) => void): AsyncGenerator<string> {
  let after: EventPage['checkpoint'] = START;
  let count = 0;
  for (;;) {
    const { events, checkpoint, end } = await store.readAll(after, PAGE);
    for (const { checkpoint: _, ...event } of events) yield `${visibleJson(event)}\n`;
    count += events.length;
    counted(count);
    if (end) return;
    after = checkpoint;
  }
}
