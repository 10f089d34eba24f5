import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { AccessStore } from '#access/index.js';
import { isWatched, type Queries, type ReadSide, type StartedLedger } from '#application/index.js';
import { watchDigests } from '#digest/index.js';
import { aborted, type Config, isRestoredCopy, LOG_EVENTS, type Log, readSchedule } from '#platform/index.js';
import { ACCESS, AccessModule } from '../access/access.module.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { QueriesModule } from '../queries/queries.module.js';
import { READ_SIDE, ReadModelsModule } from '../read-models/read-models.module.js';

@Injectable()
class DigestSender implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(READ_SIDE) private readonly readSide: ReadSide,
    @Inject(QUERIES) readonly queries: Queries,
    @Inject(ACCESS) readonly access: AccessStore,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.DIGEST !== undefined && this.config.ROLE !== 'api') this.tasks.run(this.watch(this.tasks.signal));
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const { DIGEST = '', SMTP_URL = '', MAIL_FROM = '', PUBLIC_URL = '', DATA_DIR } = this.config;
    const { bootstrap, store } = this.ledger;
    await Promise.race([Promise.all([bootstrap.completed, this.readSide.ready]), aborted(signal)]).catch(() => {});
    if (signal.aborted) return;
    if (isRestoredCopy(DATA_DIR))
      return this.holdBack(
        'this is a copy of a ledger that may be sending. Say that it is the ledger itself with: action-ledger webhooks resume',
      );
    if (!(await isWatched(store).catch(() => true))) return this.holdBack('this ledger holds invented data');
    const { queries, access, log } = this;
    const mail = { schedule: readSchedule(DIGEST), smtpUrl: SMTP_URL, from: MAIL_FROM, address: PUBLIC_URL };
    await watchDigests({ ...mail, queries, access, log, now: () => new Date() }, signal);
  }

  private holdBack(why: string): void {
    this.log.warn({ event: LOG_EVENTS.digestFailed }, `No digest is sent: ${why}.`);
  }
}

@Module({ imports: [AccessModule, QueriesModule, ReadModelsModule], providers: [DigestSender] })
export class DigestModule {}
