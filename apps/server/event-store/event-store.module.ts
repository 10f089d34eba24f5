import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  type ConnectablePorts,
  commandPorts,
  type StartedLedger,
  type StoreWatch,
  startLedger,
  watchStore,
} from '#application/index.js';
import type { Config, Log } from '#platform/index.js';
import { CONFIG, LOGGER, STOPPING } from '../configuration/tokens.js';

export const LEDGER = Symbol('ledger');
export const STORE_WATCH = Symbol('store watch');
export const COMMAND_PORTS = Symbol('command ports');

@Injectable()
class StoreShutdown implements OnApplicationShutdown {
  constructor(
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(STORE_WATCH) private readonly watch: StoreWatch,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.watch.stop();
    await this.ledger.close();
  }
}

@Module({
  providers: [
    { provide: COMMAND_PORTS, inject: [CONFIG], useFactory: commandPorts },
    {
      provide: LEDGER,
      inject: [CONFIG, COMMAND_PORTS, STOPPING, LOGGER],
      useFactory: (config: Config, { ports }: ConnectablePorts, stopping: AbortSignal, log: Log) =>
        startLedger(config, ports, stopping, log),
    },
    {
      provide: STORE_WATCH,
      inject: [LEDGER, LOGGER],
      useFactory: ({ store, recording }: StartedLedger, log: Log) => watchStore(store, recording, log),
    },
    StoreShutdown,
  ],
  exports: [LEDGER, STORE_WATCH, COMMAND_PORTS],
})
export class EventStoreModule {}
