import type { AccessSnapshot, AccessStore } from '#access/index.js';
import type { EventStore } from '#event-store/index.js';
import { poll } from '#platform/index.js';
import type { MeetingView } from '#read-models/index.js';
import {
  type AnswerOf,
  COUNT,
  EVERYTHING,
  itemsOf,
  object,
  oneOf,
  type QueryContext,
  type ReadModels,
  TEXT,
} from '#read-store/index.js';

/** Counts references to events that the ledger lacks, without names (privacy). */
export const MISSING = object({
  code: oneOf(['pack-beyond-ledger', 'webhook-beyond-ledger', 'token-beyond-ledger']),
  count: { ...COUNT, minimum: 1 },
  detail: TEXT,
});
export type Missing = AnswerOf<typeof MISSING>;

const LOOK_MS = 10_000;
const SOON_MS = 1_000;
const AFTER_RESTORE = 'Events were lost, for example by restoring an older backup of the event store alone';

export interface MissingWatch {
  missing(): readonly Missing[];
  readonly watching: Promise<void>;
}

export interface MissingEventsDeps {
  readonly store: Pick<EventStore, 'head'>;
  readonly access: Pick<AccessStore, 'snapshot'>;
  readonly readSide: Pick<ReadModels, 'read'> & { position(): number };
}

/** Undefined while the read models lag behind the store. Errors: those of the stores. */
export async function missingFrom({
  store,
  access,
  readSide,
}: MissingEventsDeps): Promise<readonly Missing[] | undefined> {
  // The snapshot comes first: read models at that position then hold everything that it refers to.
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
      detail: `${packs} packs of meetings refer to events that the ledger does not hold. ${AFTER_RESTORE}.`,
    },
    {
      code: 'webhook-beyond-ledger',
      count: beyond.length,
      detail: `${beyond.length} webhooks are unknown to the ledger, or sent events that it does not hold. ${AFTER_RESTORE}.`,
    },
    {
      code: 'token-beyond-ledger',
      count: unknown.length,
      detail: `${unknown.length} tokens were issued by events that the ledger does not hold, and are still valid. ${AFTER_RESTORE}: restore the access store of the same backup too.`,
    },
  ];
  return found.filter(({ count }) => count > 0);
}

async function idsOf({ db }: QueryContext): Promise<string[]> {
  // An item without a reference was only named by another event and has no stream.
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('kind', 'in', ['token', 'webhook'])
    .where('reference', 'is not', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Compares numbers, not positions: positions differ between stores. */
async function packsBeyond({ db, moment }: QueryContext): Promise<number> {
  const { position, number } = moment.asOf;
  const rows = await db.selectFrom('meetings').select('key').where('pack_position', '>', position).execute();
  const keys = rows.map(({ key }) => key);
  const found = keys.length === 0 ? [] : await itemsOf<MeetingView>(db, keys, moment);
  return found.filter(({ state }) => (state.pack?.number ?? Number.POSITIVE_INFINITY) > number).length;
}

export function watchMissing(asking: MissingEventsDeps, stopping: AbortSignal): MissingWatch {
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
