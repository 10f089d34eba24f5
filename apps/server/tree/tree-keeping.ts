import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Observable, Subject, startWith, timer } from 'rxjs';
import { eventsOf, readModelsOf, type StartedLedger, SYSTEM } from '#application/index.js';
import { RotateSigningKey, readBody } from '#domain/index.js';
import { messageOf } from '#errors/index.js';
import { aborted, type Config, LOG_EVENTS, type Log, withRetry } from '#platform/index.js';
import { keyToTakeIn, type TreeStore } from '#tree/index.js';
import { startTreeKeeper, type TreeKeeper } from '#tree/keeper/index.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { TREE } from './tree.js';

const KEY_RETRY_MS = 2_000;
const LOST = 'The private key of the one before is not in the data folder or in SIGNING_KEY.';

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
    @Inject(TREE) private readonly tree: TreeStore,
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
    await withRetry(() => this.takeInKey(), {
      work: 'tree',
      delayMs: () => KEY_RETRY_MS,
      onRetry: (error) => this.tell(messageOf(error)),
      signal,
    });
    if (signal.aborted) return;
    if (this.failing) this.tell(undefined);
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
      onDegraded: (reason) => this.tell(reason),
    });
  }

  /** Records that another key signs, where the one before is lost. Errors: a key that was retired; those of the stores. */
  private async takeInKey(): Promise<void> {
    const { SIGNING_KEY: signingKey, DATA_DIR: folder } = this.config;
    const found = await keyToTakeIn({ folder, signingKey, store: this.ledger.store, tree: this.tree });
    if (!found) return;
    const read = readBody(RotateSigningKey, { ...found, reason: LOST });
    if ('errors' in read) throw new Error('The signing key cannot be taken in.');
    const given = { kind: 'ledger', verb: 'rotate-signing-key', ref: 'ledger', principal: SYSTEM } as const;
    await this.ledger.commands.handle({ ...given, command: read.command });
  }

  private tell(reason: string | undefined): void {
    if (reason !== undefined && reason === this.failing?.reason) return;
    const since = this.failing?.since ?? new Date().toISOString();
    this.failing = reason === undefined ? undefined : { since, reason };
    if (reason === undefined) this.log.info({ event: LOG_EVENTS.treeRecovered }, 'Checkpoints are signed again.');
    else this.log.error({ event: LOG_EVENTS.treeDegraded, reason }, `No checkpoint can be signed: ${reason}`);
  }
}
