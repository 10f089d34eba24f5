import { messageOf } from '#errors/index.js';
import { exponentialBackoff, LOG_EVENTS, type Log, measure, poll, withRetry } from '#platform/index.js';
import { type Policy, type PolicyWitness, verifierKey } from '#proof/index.js';
import type { CosignedStore, TreeStore, WitnessAnswer } from '#tree/index.js';
import { askWitness, WitnessFailure } from './ask-witness.js';

export interface Witnessing {
  readonly tree: TreeStore;
  readonly policy: Policy;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** After this time a checkpoint over new events is pinned. */
  readonly pinMs?: number;
  readonly firstRetryMs?: number;
}

const HOUR_MS = 3_600_000;
const LOOK_MS = 1_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 600_000;
/** Of a witness that was away for long the rest follows in the next look. */
const MOST_AT_ONCE = 50;

/** Asks each witness for each checkpoint of a pack or an hour, until the signal aborts. It never rejects. */
export async function witnessCheckpoints(witnessing: Witnessing): Promise<void> {
  const { policy, signal, pinMs = HOUR_MS } = witnessing;
  const asked = policy.witnesses.flatMap(({ url, ...witness }) => (url === undefined ? [] : { ...witness, url }));
  if (asked.length === 0) return;
  const pin = () => pinHourly(witnessing.tree, pinMs).catch(() => {});
  const pinning = pin().then(() => poll(pin, LOOK_MS, signal));
  await Promise.all([pinning, ...asked.map((witness) => askForEver(witnessing, witness))]);
}

async function pinHourly(tree: TreeStore, pinMs: number): Promise<void> {
  const [newest, pinned] = await Promise.all([tree.checkpoint(), tree.cosigned.newestPinned()]);
  if (!newest || newest.size === 0 || (pinned && newest.size <= pinned.size)) return;
  if (!pinned || Date.now() - Date.parse(pinned.pinnedAt) >= pinMs) await tree.cosigned.pin(newest);
}

type AskedWitness = PolicyWitness & { readonly url: string };

async function askForEver(witnessing: Witnessing, witness: AskedWitness): Promise<void> {
  const { tree, log, signal, firstRetryMs = FIRST_RETRY_MS } = witnessing;
  const { cosigned } = tree;
  let said: string | undefined;
  const look = async () => {
    await withRetry(() => askForPinned(witnessing, witness), {
      work: 'witness',
      delayMs: exponentialBackoff(firstRetryMs, LONGEST_RETRY_MS),
      onRetry(error) {
        const reason = messageOf(error);
        if (reason === said || signal.aborted) return;
        said = reason;
        log.warn(
          { event: LOG_EVENTS.witnessFailed, witness: witness.name, reason },
          `Witness ${witness.name}: ${reason}`,
        );
      },
      signal,
    });
    if (said === undefined || signal.aborted) return;
    said = undefined;
    log.info({ event: LOG_EVENTS.witnessRecovered, witness: witness.name }, `Witness ${witness.name} cosigns again.`);
  };
  said = await lastFailure(cosigned, witness).catch(() => undefined);
  await look();
  await poll(look, LOOK_MS, signal);
}

async function lastFailure(cosigned: CosignedStore, witness: PolicyWitness): Promise<string | undefined> {
  const { outcome, detail } = await answerOf(cosigned, witness);
  return outcome === 'cosigned' ? undefined : detail;
}

/** Asks for what it has not cosigned yet, from the smallest on. Errors: those of asking. */
async function askForPinned({ tree, signal }: Witnessing, witness: AskedWitness): Promise<void> {
  let before = await answerOf(tree.cosigned, witness);
  let from = before.size + 1;
  for (const { size, note } of await tree.cosigned.pinnedFrom(from, MOST_AT_ONCE)) {
    if (signal.aborted) return;
    if (size < from) continue;
    try {
      const asking = { tree, witness, checkpoint: { size, note }, last: before.size, signal };
      const asked = await askWitness(asking);
      if (asked.outcome === 'later') {
        await requireSeen(tree, asked.size);
        from = asked.size;
        continue;
      }
      measure('witnessRequests', 1, { outcome: 'cosigned' });
      await tree.cosigned.addCosignatures(size, asked.lines);
      const setBack = asked.forgotFrom === undefined ? before.setBack : forgotten(asked.forgotFrom, before.size);
      before = { ...before, outcome: 'cosigned', detail: '', at: now(), size, time: asked.time, setBack };
      await tree.cosigned.remember(before);
    } catch (error) {
      if (!(error instanceof WitnessFailure) || signal.aborted) throw error;
      measure('witnessRequests', 1, { outcome: error.outcome });
      await tree.cosigned.remember({ ...before, outcome: error.outcome, detail: error.message, at: now() });
      throw error;
    }
  }
}

/** A witness that is ahead of a pinned checkpoint is asked about the newest one. Errors: it has seen more than there is. */
async function requireSeen(tree: TreeStore, size: number): Promise<void> {
  const newest = await tree.checkpoint();
  if (newest && newest.size >= size) return tree.cosigned.pin(newest);
  throw new WitnessFailure(
    'ahead',
    `it has cosigned ${size} events of this ledger, which holds ${newest?.size ?? 0}: events are missing, or another server signs as this ledger`,
  );
}

const forgotten = (from: number, cosigned: number): string =>
  `on ${now().slice(0, 10)} it knew ${from} events, and it had cosigned ${cosigned}: its state was set back`;

async function answerOf(cosigned: CosignedStore, witness: PolicyWitness): Promise<WitnessAnswer> {
  const key = verifierKey(witness.key);
  const found = (await cosigned.answers()).find((answer) => answer.witness === key);
  return found ?? { witness: key, outcome: 'cosigned', detail: '', at: now(), size: 0, time: 0, setBack: null };
}

const now = () => new Date().toISOString();
