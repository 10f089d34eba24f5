import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import type { StartedLedger } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { londonDate } from '#domain/index.js';
import { StoreError } from '#event-store/index.js';
import { type Imports, imports, type OneImport } from '#imports/index.js';
import { aborted, type Config, exponentialBackoff, type Log, withRetry } from '#platform/index.js';
import { ACCESS } from '../access/access.module.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { COMMANDS } from '../read-models/read-models.module.js';

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Runs imports one at a time. Those that a stop cut go on at the next start. */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap {
  readonly imports: Imports;
  private last: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(COMMANDS) commands: Commands,
    @Inject(ACCESS) { directory }: AccessStore,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.imports = imports({
      store: ledger.store,
      commands,
      folder: config.DATA_DIR,
      namesOf: (parties) => directory.namesOf(parties),
      today: () => londonDate(ledger.clock.now()),
    });
  }

  onApplicationBootstrap(): void {
    this.tasks.run(this.goOn().catch((error: unknown) => this.log.error({ err: error }, 'Imports cannot go on.')));
  }

  queue(found: OneImport): void {
    const { signal } = this.tasks;
    const run = () =>
      withRetry(() => this.imports.run(found, signal), {
        work: 'store-task',
        delayMs: exponentialBackoff(PAUSE_MS, LONGEST_PAUSE_MS),
        isRetried: (error) => error instanceof StoreError,
        signal,
      });
    this.last = this.last.then(run).then(
      () => {},
      (error: unknown) => this.log.error({ err: error }, `Import ${found.state.reference} has stopped.`),
    );
    this.tasks.run(this.last);
  }

  private async goOn(): Promise<void> {
    await Promise.race([this.ledger.bootstrap.completed, aborted(this.tasks.signal)]).catch(() => {});
    if (this.tasks.signal.aborted) return;
    for (const found of await this.imports.all()) if (found.state.status === 'running') this.queue(found);
  }
}
