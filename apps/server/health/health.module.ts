import { Module } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import {
  type HistoryWatch,
  type ReadSide,
  type StartedLedger,
  type StoreWatch,
  watchMissing,
} from '#application/index.js';
import { ANOTHER_HISTORY } from '#read-store/index.js';
import type { HaltedWatch } from '#webhooks/index.js';
import type { WitnessWatch } from '#witness/index.js';
import { ACCESS, AccessModule } from '../access/access.module.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { LEDGER, STORE_WATCH } from '../event-store/event-store.module.js';
import { HISTORY, READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';
import { TreeModule } from '../tree/tree.module.js';
import { TreeKeeping } from '../tree/tree-keeping.js';
import { WITNESS_WATCH } from '../tree/witnesses.js';
import { HALTED, WebhooksModule } from '../webhooks/webhooks.module.js';
import { HealthController, READINESS, type Readiness, type ReadinessCheck } from './health.controller.js';

function readinessOf(
  ledger: StartedLedger,
  access: AccessStore,
  watch: StoreWatch,
  readSide: ReadSide,
  history: HistoryWatch,
  halted: HaltedWatch,
  tree: TreeKeeping,
  witnesses: WitnessWatch,
  tasks: BackgroundTasks,
): Readiness {
  const { missing, watching } = watchMissing({ store: ledger.store, access, readSide }, tasks.signal);
  tasks.run(watching);
  const checks: ReadinessCheck[] = [
    { name: 'store', isReady: () => ledger.bootstrap.isDone() && watch.unreachableSince() === undefined },
    { name: 'clock', isReady: () => ledger.recording.ahead() === undefined },
    {
      name: 'read models',
      isReady: () =>
        readSide.lastError() === undefined && readSide.position() >= (watch.firstHead() ?? Number.POSITIVE_INFINITY),
    },
    {
      name: 'read models of this history',
      isReady: () => history.other() === undefined,
      reason() {
        const other = history.other();
        return other && { code: ANOTHER_HISTORY, detail: other.detail };
      },
    },
  ];
  const notices = () => [...halted.notices(), ...tree.notices(), ...witnesses.notices()];
  return { checks, foreignEvents: () => readSide.foreign().events, notices, missing };
}

@Module({
  imports: [AccessModule, ReadModelsModule, TreeModule, WebhooksModule],
  controllers: [HealthController],
  providers: [
    {
      provide: READINESS,
      inject: [LEDGER, ACCESS, STORE_WATCH, READ_SIDE, HISTORY, HALTED, TreeKeeping, WITNESS_WATCH, BackgroundTasks],
      useFactory: readinessOf,
    },
  ],
  exports: [READINESS],
})
export class HealthModule {}
