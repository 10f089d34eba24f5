import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import type { ReadSide, StartedLedger } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { aborted, type Config, type Log } from '#platform/index.js';
import { type AttemptCounts, dispatchWebhooks, watchHalted } from '#webhooks/index.js';
import { ACCESS, AccessModule } from '../access/access.module.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { COMMANDS, READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';
import { dispatcherDeps } from './dispatcher-deps.js';

export const ATTEMPTS = Symbol('webhook attempts');
export const HALTED = Symbol('halted webhooks');

@Injectable()
class WebhookDispatcher implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(READ_SIDE) private readonly readSide: ReadSide,
    @Inject(ATTEMPTS) private readonly attempts: AttemptCounts,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ROLE !== 'api') this.tasks.run(this.dispatch(this.tasks.signal));
  }

  private async dispatch(signal: AbortSignal): Promise<void> {
    const started = Promise.all([this.ledger.bootstrap.completed, this.readSide.ready]);
    await Promise.race([started, aborted(signal)]).catch(() => {});
    const ledger = { ...this.ledger, commands: this.commands };
    await dispatchWebhooks(dispatcherDeps(this.config, ledger, this.readSide, this.attempts, this.log), signal);
  }
}

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
