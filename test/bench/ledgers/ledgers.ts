import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inFile } from '#event-store/location.js';
import { ensureReadModels } from '#maintenance/rebuild/rebuild.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { forkModule } from '../processes.js';

/** A data folder with a generated ledger. */
export interface GeneratedLedger {
  readonly dataDir: string;
  readonly eventsFile: string;
  readonly events: number;
}

/** Generated ledgers under a folder, each made when it is first asked for. */
export function generatedLedgers(folder: string) {
  const made = new Map<number, Promise<GeneratedLedger>>();
  return {
    /** A ledger of that many events, a tenth of them actions, the same at every run. */
    of(events: number): Promise<GeneratedLedger> {
      const ledger = made.get(events) ?? make(join(folder, `${events}-events`), events);
      made.set(events, ledger);
      return ledger;
    },
    /** The same with its read models. */
    async withReadModels(events: number): Promise<GeneratedLedger> {
      const ledger = await this.of(events);
      const { dataDir, eventsFile } = ledger;
      await ensureReadModels({ readModels: inDataDir(dataDir), events: inFile(eventsFile) });
      return ledger;
    },
  };
}

export type Ledgers = ReturnType<typeof generatedLedgers>;

async function make(dataDir: string, events: number): Promise<GeneratedLedger> {
  mkdirSync(dataDir);
  const eventsFile = join(dataDir, 'events.db');
  await forkModule('#test/bench/ledgers/write.js', eventsFile, String(events));
  return { dataDir, eventsFile, events };
}
