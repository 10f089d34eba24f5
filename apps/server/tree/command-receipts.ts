import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Queries, StartedLedger } from '#application/index.js';
import type { Result } from '#commands/index.js';
import { type Kind, streamName } from '#domain/index.js';
import type { Log } from '#platform/index.js';
import { numberFrom } from '#read-models/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { ledgerIn, type Receipts, receiptsFrom, type TreeStore } from '#tree/index.js';
import { LOGGER } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { TREE } from './tree.js';
import { TreeKeeping } from './tree-keeping.js';

type StoredEvent = Parameters<Receipts['of']>[1];

export interface ReceiptAnswer {
  readonly receipt: string | null;
  readonly proof: string | null;
}

const NONE: ReceiptAnswer = { receipt: null, proof: null };

export const RECEIPT = 'receipt';

/** RFC 7240: preferences are separated by commas, and those that are not known are passed over. */
export function asksReceipt({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { prefer } = headers;
  return [prefer ?? []].flat().some((line) => line.split(',').some((each) => each.trim().toLowerCase() === RECEIPT));
}

/** The proof of what a command recorded, for `Prefer: receipt`. */
@Injectable()
export class CommandReceipts implements OnApplicationShutdown {
  private readonly receipts: Receipts;
  private ledgerId: string | undefined;

  constructor(
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(TREE) tree: TreeStore,
    @Inject(TreeKeeping) keeping: TreeKeeping,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(LOGGER) private readonly log: Log,
  ) {
    this.receipts = receiptsFrom({
      tree,
      grown$: keeping.grown$,
      hurry: (isAsked) => keeping.hurry(isAsked),
      numberOf: (event) => this.numberOf(event),
    });
  }

  /** Proves the last event of a command. It never fails: a recorded command must not be answered with an error. */
  async of(kind: Kind, result: Result): Promise<ReceiptAnswer> {
    try {
      const event = await this.lastEvent(kind, result);
      this.ledgerId ??= await ledgerIn(this.ledger.store);
      if (!event || this.ledgerId === undefined) return NONE;
      const receipt = await this.receipts.of(this.ledgerId, event);
      const number = receipt?.number ?? (await this.numberOf(event));
      return { receipt: receipt?.proof ?? null, proof: number === undefined ? null : `/api/events/${number}/proof` };
    } catch (error) {
      this.log.warn({ err: error }, 'A command was recorded, and its receipt could not be made.');
      return NONE;
    }
  }

  onApplicationShutdown(): void {
    this.receipts.close();
  }

  private async lastEvent(kind: Kind, { id, revision, events }: Result): Promise<StoredEvent | undefined> {
    const last = events.at(-1);
    if (!last) return undefined;
    const [event] = await this.ledger.store.readStream(streamName(kind, id), { from: revision, limit: 1 });
    return event?.id === last.id ? event : undefined;
  }

  /** Undefined until the read models hold the event. */
  private async numberOf({ position }: StoredEvent): Promise<number | undefined> {
    if (this.queries.position() < position) return undefined;
    return this.queries.read({ now: new Date().toISOString() }, EVERYTHING, (view) => numberFrom(view, position));
  }
}
