import { Module } from '@nestjs/common';
import {
  eventsOf,
  type Queries,
  type ReadSide,
  type StartedLedger,
  type StoreWatch,
  settling,
} from '#application/index.js';
import type { Config } from '#platform/index.js';
import { CONFIG } from '../configuration/tokens.js';
import { LEDGER, STORE_WATCH } from '../event-store/event-store.module.js';
import { READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';
import { QUERIES } from './queries.controller.js';

function queriesOf(
  config: Config,
  { store, recording }: StartedLedger,
  watch: StoreWatch,
  readSide: ReadSide,
): Queries {
  const settle = settling({
    ...readSide,
    clock: recording,
    shared: eventsOf(config).engine !== 'sqlite',
    head: () => store.head(),
    seen: watch.lastSeen,
  });
  const head = async () => (watch.unreachableSince() ? undefined : store.head().catch(() => undefined));
  return { ...readSide, unreachableSince: watch.unreachableSince, head, settle };
}

@Module({
  imports: [ReadModelsModule],
  providers: [{ provide: QUERIES, inject: [CONFIG, LEDGER, STORE_WATCH, READ_SIDE], useFactory: queriesOf }],
  exports: [QUERIES],
})
export class QueriesModule {}
