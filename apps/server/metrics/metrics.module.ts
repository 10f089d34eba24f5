import { Module } from '@nestjs/common';
import { QUERIES } from '../queries/queries.controller.js';
import { QueriesModule } from '../queries/queries.module.js';
import { ATTEMPTS, WebhooksModule } from '../webhooks/webhooks.module.js';
import { METRICS, MetricsController, metricsRegistry } from './metrics.controller.js';

@Module({
  imports: [QueriesModule, WebhooksModule],
  controllers: [MetricsController],
  providers: [{ provide: METRICS, inject: [QUERIES, ATTEMPTS], useFactory: metricsRegistry }],
  exports: [METRICS],
})
export class MetricsModule {}
