import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import type { Config } from '#platform/index.js';
import { AccessModule } from './access/access.module.js';
import { ApiModule } from './api.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { ConfigurationModule } from './configuration/configuration.module.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { DigestModule } from './digest/digest.module.js';
import { HealthModule } from './health/health.module.js';
import { RootController } from './http/root.controller.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { PagesModule } from './pages/pages.module.js';
import { SignInModule } from './pages/sign-in/sign-in.module.js';
import { ProblemsFilter } from './problems/problems.filter.js';
import { TreeModule } from './tree/tree.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({})
export class AppModule {
  static with(config: Config, stopping: AbortSignal): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigurationModule.with(config, stopping),
        DiscoveryModule,
        AccessModule,
        HealthModule,
        MetricsModule,
        DeadlinesModule,
        DigestModule,
        WebhooksModule,
        TreeModule,
        ...(config.ROLE === 'projector' ? [] : [ApiModule, SignInModule.with(config), PagesModule, CalendarModule]),
      ],
      controllers: [RootController],
      providers: [{ provide: APP_FILTER, useClass: ProblemsFilter }],
    };
  }
}
