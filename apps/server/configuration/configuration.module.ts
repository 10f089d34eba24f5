import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Config } from '#platform/index.js';
import { BackgroundTasks } from './background-tasks.js';
import { CONFIG, STOPPING } from './tokens.js';

@Global()
@Module({})
export class ConfigurationModule {
  static with(config: Config, stopping: AbortSignal): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIG, useValue: config }, { provide: STOPPING, useValue: stopping }, BackgroundTasks],
      exports: [CONFIG, STOPPING, BackgroundTasks],
    };
  }
}
