import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { type ReadSide, type StartedLedger, watchDeadlines } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { aborted, type Config, LOG_EVENTS, type Log } from '#platform/index.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { COMMANDS, READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';

@Injectable()
class DeadlineWatcher implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(READ_SIDE) private readonly readSide: ReadSide,
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ROLE !== 'projector') this.tasks.run(this.watch(this.tasks.signal));
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const { bootstrap, store } = this.ledger;
    await Promise.race([bootstrap.completed, aborted(signal)]).catch(() => {});
    const now = () => new Date().toISOString();
    const warn = (message: string) => this.log.warn({ event: LOG_EVENTS.deadlineFailed }, message);
    await watchDeadlines({ readSide: this.readSide, commands: this.commands, store, now, warn }, signal);
  }
}

@Module({ imports: [ReadModelsModule], providers: [DeadlineWatcher] })
export class DeadlinesModule {}
