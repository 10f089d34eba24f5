import { Module } from '@nestjs/common';
import { enricherOf, type StartedLedger } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { COMMANDS, ReadModelsModule } from '../read-models/read-models.module.js';

export const RESULT_ENRICHER = Symbol('result enricher');

/** Adds to an answer what no event may hold: a secret, shown once. */
@Module({
  imports: [ReadModelsModule],
  providers: [
    {
      provide: RESULT_ENRICHER,
      inject: [LEDGER, COMMANDS],
      useFactory: (ledger: StartedLedger, commands: Commands) => enricherOf({ ...ledger, commands }),
    },
  ],
  exports: [RESULT_ENRICHER],
})
export class ResultEnricherModule {}
