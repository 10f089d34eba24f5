import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { eventsOf, readModelsOf, type StartedLedger } from '#application/index.js';
import { aborted, type Config, LOG_EVENTS, type Log } from '#platform/index.js';
import { openTreeStore, type TreeStore } from '#tree/index.js';
import { startTreeKeeper, type TreeKeeper } from '#tree/keeper/index.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { EventStoreModule, LEDGER } from '../event-store/event-store.module.js';
import { TREE } from './tree.js';
import { WITNESS_WATCH, WITNESSES, WitnessAsking, witnessProviders } from './witnesses.js';

@Injectable()
class TreeKeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(TREE) private readonly tree: TreeStore,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ROLE !== 'api') this.tasks.run(this.keep(this.tasks.signal));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tree.close();
  }

  private async keep(signal: AbortSignal): Promise<void> {
    const begun = this.ledger.bootstrap.completed.then(() => true);
    if (!(await Promise.race([begun, aborted(signal).then(() => false)]).catch(() => false))) return;
    const keeper = this.start();
    await aborted(signal);
    await keeper.stop();
  }

  private start(): TreeKeeper {
    const { SIGNING_KEY: signingKey, DATA_DIR: folder } = this.config;
    return startTreeKeeper({
      events: eventsOf(this.config),
      tree: readModelsOf(this.config),
      folder,
      ...(signingKey !== undefined && { signingKey }),
      onDegraded: (reason) => {
        if (reason === undefined) this.log.info({ event: LOG_EVENTS.treeRecovered }, 'Checkpoints are signed again.');
        else this.log.error({ event: LOG_EVENTS.treeDegraded, reason }, `No checkpoint can be signed: ${reason}`);
      },
    });
  }
}

@Module({
  imports: [EventStoreModule],
  providers: [
    {
      provide: TREE,
      inject: [CONFIG, LEDGER],
      useFactory: (config: Config) => openTreeStore(readModelsOf(config)),
    },
    TreeKeeping,
    ...witnessProviders,
    WitnessAsking,
  ],
  exports: [TREE, WITNESSES, WITNESS_WATCH],
})
export class TreeModule {}
