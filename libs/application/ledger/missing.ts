import type { AccessSnapshot, AccessStore } from '#access/index.js';
import type { EventStore } from '#event-store/index.js';
import { poll } from '#platform/index.js';
import type { MeetingView } from '#read-models/index.js';
import { EVERYTHING, itemsOf, type QueryContext, type ReadModels } from '#read-store/index.js';

/** What something that the ledger keeps says of events that the ledger does not hold: counted, without names. */
export interface Missing {
  readonly code: 'pack-beyond-ledger' | 'webhook-beyond-ledger' | 'token-beyond-ledger';
  readonly count: number;
  readonly detail: string;
}

const LOOK_MS = 10_000;
const SOON_MS = 1_000;
const AFTER_RESTORE = 'Events were lost, as where an older backup of them alone was put back';

export interface MissingWatch {
  /** As it was last found; nothing until that could be told. */
  missing(): readonly Missing[];
  /** Settles when it has been told to stop. */
  readonly watching: Promise<void>;
}

/** What is asked where something is missing. */
export interface Asking {
  readonly store: Pick<EventStore, 'head'>;
  readonly access: Pick<AccessStore, 'snapshot'>;
  readonly readSide: Pick<ReadModels, 'read'> & { position(): number };
}

/**
 * What is known to be missing; undefined while that cannot be told, for the read models are behind what was recorded
 * when it was asked. Errors: those of the stores.
 */
export async function missingFrom({ store, access, readSide }: Asking): Promise<readonly Missing[] | undefined> {
  // What is kept was recorded before: by the time that the read models stand there, they hold it.
  const kept = await access.snapshot();
  const head = await store.head();
  if (readSide.position() < head) return undefined;
  return readSide.read({ now: new Date().toISOString() }, EVERYTHING, (view) => missingIn(view, kept));
}

async function missingIn(
  view: QueryContext,
  { tokens, webhooks }: Pick<AccessSnapshot, 'tokens' | 'webhooks'>,
): Promise<Missing[]> {
  const { number } = view.moment.asOf;
  const known = new Set(await idsOf(view));
  const packs = await packsBeyond(view);
  const beyond = webhooks.filter(
    ({ id, secret, number: sent }) => (secret !== null && !known.has(id)) || Number(sent) > number,
  );
  const unknown = tokens.filter(({ id, revoked_at }) => revoked_at === null && !known.has(id));
  const found: Missing[] = [
    {
      code: 'pack-beyond-ledger',
      count: packs,
      detail: `${packs} packs of meetings show a moment that the ledger has not come to. ${AFTER_RESTORE}.`,
    },
    {
      code: 'webhook-beyond-ledger',
      count: beyond.length,
      detail: `${beyond.length} webhooks are unknown to the ledger, or were sent events that it does not hold. ${AFTER_RESTORE}.`,
    },
    {
      code: 'token-beyond-ledger',
      count: unknown.length,
      detail: `${unknown.length} tokens were issued by events that the ledger does not hold, and still speak for their parties. ${AFTER_RESTORE}: put back the access store of the same time, too.`,
    },
  ];
  return found.filter(({ count }) => count > 0);
}

async function idsOf({ db }: QueryContext): Promise<string[]> {
  // An item without a reference was named by another's event, and has none of its own.
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('kind', 'in', ['access', 'webhook'])
    .where('reference', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** A pack of another store has a position of its own there, and the number that the event has everywhere. */
async function packsBeyond({ db, moment }: QueryContext): Promise<number> {
  const { position, number } = moment.asOf;
  const rows = await db.selectFrom('meetings').select('key').where('pack_position', '>', position).execute();
  const keys = rows.map(({ key }) => key);
  const found = keys.length === 0 ? [] : await itemsOf<MeetingView>(db, keys, moment);
  return found.filter(({ state }) => (state.pack?.number ?? Number.POSITIVE_INFINITY) > number).length;
}

/** Looks for what is missing as soon as that can be told, and then again and again. */
export function watchMissing(asking: Asking, stopping: AbortSignal): MissingWatch {
  let known: readonly Missing[] = [];
  let pauseMs = SOON_MS;
  async function look(): Promise<void> {
    const found = await missingFrom(asking).catch(() => undefined);
    known = found ?? known;
    pauseMs = found ? LOOK_MS : SOON_MS;
  }
  const watching = look().then(() => poll(look, () => pauseMs, stopping));
  return { missing: () => known, watching };
}
