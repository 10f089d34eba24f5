import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import type { ReadSide, StartedLedger } from '#application/index.js';

import type { CommandHandler } from '#commands/index.js';
import { aborted, type Config, type Log } from '#platform/index.js';

import { type AttemptCounts, dispatchWebhooks, watchHalted } from '#webhooks/index.js';
import { ACCESS, AccessModule } from '../access/access.module.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { COMMANDS, READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';
import { dispatcherDeps } from './dispatcher-deps.js';

/** Attempts of this process to deliver, by outcome: `AttemptCounts`. */
export const ATTEMPTS = Symbol('webhook attempts');
/** Which webhooks are halted: `HaltedWatch`. */
export const HALTED = Symbol('halted webhooks');

@Injectable()
class WebhookDispatcher implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(COMMANDS) private readonly commands: CommandHandler,
    @Inject(READ_SIDE) private readonly readSide: ReadSide,
    @Inject(ATTEMPTS) private readonly attempts: AttemptCounts,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ROLE !== 'api') this.tasks.run(this.dispatch(this.tasks.signal));
  }

  private async dispatch(signal: AbortSignal): Promise<void> {
    const { config, commands, readSide, attempts } = this;
    const started = Promise.all([this.ledger.bootstrap.completed, readSide.ready]);
    await Promise.race([started, aborted(signal)]).catch(() => {});
    const deps = dispatcherDeps(config, { ...this.ledger, commands }, readSide, attempts, this.log);
    await dispatchWebhooks(deps, signal);
  }
}

/** Delivers events to webhooks, in processes that project. */
@Module({
  imports: [AccessModule, ReadModelsModule],
  providers: [
    { provide: ATTEMPTS, useFactory: (): AttemptCounts => new Map() },
    {
      provide: HALTED,
      inject: [ACCESS, BackgroundTasks],
      useFactory({ webhooks }: AccessStore, tasks: BackgroundTasks) {
        const halted = watchHalted(webhooks, tasks.signal);
        tasks.run(halted.done);
        return halted;
      },
    },
    WebhookDispatcher,
  ],
  exports: [ATTEMPTS, HALTED],
})
export class WebhooksModule {}
