import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { readModelsOf, type StartedLedger } from '#application/index.js';
import type { Config } from '#platform/index.js';
import { openTreeStore, type TreeStore } from '#tree/index.js';
import { CONFIG } from '../configuration/tokens.js';
import { EventStoreModule, LEDGER } from '../event-store/event-store.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { CommandReceipts } from './command-receipts.js';
import { EventProofs } from './event-proofs.js';
import { TREE } from './tree.js';
import { TreeKeeping } from './tree-keeping.js';
import { WITNESS_WATCH, WITNESSES, WitnessAsking, witnessProviders } from './witnesses.js';

@Injectable()
class TreeShutdown implements OnApplicationShutdown {
  constructor(@Inject(TREE) private readonly tree: TreeStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.tree.close();
  }
}

@Module({
  imports: [EventStoreModule, QueriesModule],
  providers: [
    {
      provide: TREE,
      inject: [CONFIG, LEDGER],
      useFactory: (config: Config, _opened: StartedLedger) => openTreeStore(readModelsOf(config)),
    },
    TreeKeeping,
    CommandReceipts,
    EventProofs,
    ...witnessProviders,
    WitnessAsking,
    TreeShutdown,
  ],
  exports: [TREE, CommandReceipts, EventProofs, TreeKeeping, WITNESSES, WITNESS_WATCH],
})
export class TreeModule {}
