import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Config, openLog } from '#platform/index.js';
import { BackgroundTasks } from './background-tasks.js';
import { CONFIG, LOGGER, STOPPING } from './tokens.js';

@Global()
@Module({})
export class ConfigurationModule {
  static with(config: Config, stopping: AbortSignal): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: STOPPING, useValue: stopping },
        { provide: LOGGER, useFactory: () => openLog(config.LOG_FORMAT) },
        BackgroundTasks,
      ],
      exports: [CONFIG, STOPPING, LOGGER, BackgroundTasks],
    };
  }
}
