import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'nest-commander';
import { isIllustrative } from '#apps/server/ledger/clock.js';
import { eventsOf } from '#apps/server/ledger/locations.js';
import { openForReading } from '#event-store/location.js';
import { type EventStore, type Page, START } from '#event-store/port.js';
import { readConfig } from '#platform/config.js';
import { LABEL } from '../report/render.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

const PAGE = 1_000;

interface Options extends JsonOption {
  readonly out?: string;
}

@Command({
  name: 'export',
  description: 'write every event as a line of JSON, in the order of the ledger; works beside a running server',
})
export class ExportCommand extends LedgerCommand {
  async run(_: string[], { json, out }: Options): Promise<void> {
    const store = await openForReading(eventsOf(readConfig(process.env)));
    try {
      const illustrative = await isIllustrative(store);
      let events = 0;
      const lines = linesOf(store, (count) => {
        events = count;
      });
      if (out === undefined) {
        // Among the lines themselves it is the first event that says so.
        if (illustrative) console.error(LABEL);
        await pipeline(Readable.from(lines), process.stdout).catch(unlessRead);
        return;
      }
      const partial = `${out}.partial`;
      await pipeline(Readable.from(lines), createWriteStream(partial, { mode: 0o600 }));
      renameSync(partial, out);
      this.answer({ json }, { file: out, events }, `${out}: ${events} events`, illustrative);
    } finally {
      await store.close();
    }
  }

  @Option({ flags: '--out <file>', description: 'the file to write; standard output unless given' })
  out(file: string) {
    return file;
  }
}

/** A reader that has seen enough, such as head, is no failure. */
function unlessRead(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function* linesOf(store: EventStore, counted: (count: number) => void): AsyncGenerator<string> {
  let after: Page['checkpoint'] = START;
  let count = 0;
  for (;;) {
    const { events, checkpoint, end } = await store.readAll(after, PAGE);
    for (const { checkpoint: _, ...event } of events) yield `${JSON.stringify(event)}\n`;
    count += events.length;
    counted(count);
    if (end) return;
    after = checkpoint;
  }
}
