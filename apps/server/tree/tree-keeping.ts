import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Observable, Subject, startWith, timer } from 'rxjs';
import { eventsOf, readModelsOf, type StartedLedger } from '#application/index.js';
import { aborted, type Config, LOG_EVENTS, type Log } from '#platform/index.js';
import { startTreeKeeper, type TreeKeeper } from '#tree/keeper/index.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';

/** Another process tells of no checkpoint, so the store is asked while somebody waits. */
const LOOK_MS = 50;

/** Keeps the tree in a thread of this process; with ROLE=api another process does. */
@Injectable()
export class TreeKeeping implements OnApplicationBootstrap {
  private readonly grown = new Subject<number>();
  private keeper: TreeKeeper | undefined;
  private isHurried = false;
  private failing: { readonly since: string; readonly reason: string } | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.keeps) this.tasks.run(this.keep(this.tasks.signal));
  }

  /** Emits at once, and where a checkpoint may have been signed. */
  get grown$(): Observable<unknown> {
    return this.keeps ? this.grown.pipe(startWith(undefined)) : timer(0, LOOK_MS);
  }

  /** Commands are recorded all the same, so the server stays ready. */
  notices(): readonly string[] {
    if (!this.failing) return [];
    const { since, reason } = this.failing;
    return [`no checkpoint has been signed since ${since}, and commands are recorded all the same: ${reason}`];
  }

  hurry(isAsked: boolean): void {
    this.isHurried = isAsked;
    this.keeper?.hurry(isAsked);
  }

  private get keeps(): boolean {
    return this.config.ROLE !== 'api';
  }

  private async keep(signal: AbortSignal): Promise<void> {
    const begun = this.ledger.bootstrap.completed.then(() => true);
    if (!(await Promise.race([begun, aborted(signal).then(() => false)]).catch(() => false))) return;
    const keeper = this.start();
    this.keeper = keeper;
    keeper.position$.subscribe(this.grown);
    if (this.isHurried) keeper.hurry(true);
    await aborted(signal);
    await keeper.stop();
  }

  private start(): TreeKeeper {
    const { SIGNING_KEY: signingKey, DATA_DIR: folder } = this.config;
    return startTreeKeeper({
      events: eventsOf(this.config),
      tree: readModelsOf(this.config),
      folder,
      ...(signingKey !== undefined && { signingKey }),
      onDegraded: (reason) => {
        const since = this.failing?.since ?? new Date().toISOString();
        this.failing = reason === undefined ? undefined : { since, reason };
        if (reason === undefined) this.log.info({ event: LOG_EVENTS.treeRecovered }, 'Checkpoints are signed again.');
        else this.log.error({ event: LOG_EVENTS.treeDegraded, reason }, `No checkpoint can be signed: ${reason}`);
      },
    });
  }
}
