import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { ReadModelsModule } from '../read-models/read-models.module.js';
import { ImportRunner } from './import-runner.js';

/** One runner for the API and the pages: imports run one at a time. */
@Module({
  imports: [AccessModule, EventStoreModule, ReadModelsModule],
  providers: [ImportRunner],
  exports: [ImportRunner],
})
export class ImportsModule {}
