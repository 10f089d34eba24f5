import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  type ConnectablePorts,
  eventsOf,
  type HistoryWatch,
  openReadSide,
  type ReadSide,
  type Refusing,
  readModelsOf,
  refusing,
  type StartedLedger,
  type StoreWatch,
  watchHistory,
} from '#application/index.js';
import { type Config, LOG_EVENTS, type Log } from '#platform/index.js';
import { CONFIG, LOGGER, STOPPING } from '../configuration/tokens.js';
import { COMMAND_PORTS, EventStoreModule, LEDGER, STORE_WATCH } from '../event-store/event-store.module.js';

export const OPENED_READ_SIDE = Symbol('opened read side');
/** These refuse while the store holds another history. */
const REFUSING = Symbol('refusing');
export const HISTORY = Symbol('history watch');
export const READ_SIDE = Symbol('read side');
export const COMMANDS = Symbol('commands');

@Injectable()
class ReadModelsShutdown implements OnApplicationShutdown {
  constructor(
    @Inject(HISTORY) private readonly history: HistoryWatch,
    @Inject(OPENED_READ_SIDE) private readonly readSide: ReadSide,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.history.stop();
    await this.readSide.stop();
  }
}

@Module({
  imports: [EventStoreModule],
  providers: [
    {
      provide: OPENED_READ_SIDE,
      inject: [CONFIG, LEDGER, STORE_WATCH, LOGGER, STOPPING],
      async useFactory(config: Config, ledger: StartedLedger, watch: StoreWatch, log: Log, stopping: AbortSignal) {
        const opened = await openReadSide({
          readModels: readModelsOf(config),
          events: eventsOf(config),
          projects: config.ROLE !== 'api',
          directory: ledger.access.directory,
          log,
          unavailable: watch.unavailable,
          stopping,
        });
        if (ledger.beganReadModels()) await opened.reached(await ledger.store.head());
        return opened;
      },
    },
    {
      provide: HISTORY,
      inject: [CONFIG, LEDGER, OPENED_READ_SIDE, LOGGER],
      useFactory: (config: Config, { store, commands }: StartedLedger, readSide: ReadSide, log: Log) =>
        watchHistory({
          store,
          events: eventsOf(config),
          readSide,
          onChange: () => commands.forget(),
          warn: (message) => log.warn({ event: LOG_EVENTS.otherHistory }, message),
        }),
    },
    {
      provide: REFUSING,
      inject: [HISTORY, OPENED_READ_SIDE, LEDGER, COMMAND_PORTS],
      useFactory(history: HistoryWatch, opened: ReadSide, ledger: StartedLedger, { connect }: ConnectablePorts) {
        const refused = refusing(history, opened, ledger.commands);
        connect(ledger, refused.readSide);
        return refused;
      },
    },
    { provide: READ_SIDE, inject: [REFUSING], useFactory: ({ readSide }: Refusing) => readSide },
    { provide: COMMANDS, inject: [REFUSING], useFactory: ({ commands }: Refusing) => commands },
    ReadModelsShutdown,
  ],
  exports: [READ_SIDE, COMMANDS, HISTORY, EventStoreModule],
})
export class ReadModelsModule {}
