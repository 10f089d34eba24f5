import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsRegistry } from './metrics-registry.js';

@Module({
  imports: [AccessModule, EventStoreModule, QueriesModule, WebhooksModule],
  controllers: [MetricsController],
  providers: [MetricsRegistry],
})
export class MetricsModule {}
