import { messageOf } from '#errors/index.js';
import { type PolicyWitness, sightingsIn, withSignatures, writeConsistency } from '#proof/index.js';
import { type KeptCheckpoint, proveConsistency, type TreeStore, type WitnessOutcome } from '#tree/index.js';
import { postCheckpoint, type WitnessReply } from './post-checkpoint.js';

export type AskedOutcome =
  | { readonly outcome: 'cosigned'; readonly lines: string; readonly time: number; readonly forgotFrom?: number }
  /** It holds a later checkpoint already, and cosigns no earlier one. */
  | { readonly outcome: 'later'; readonly size: number };

/** Why a witness did not cosign. It is asked again all the same: people mend both sides. */
export class WitnessFailure extends Error {
  readonly outcome: Exclude<WitnessOutcome, 'cosigned'>;

  constructor(outcome: Exclude<WitnessOutcome, 'cosigned'>, message: string) {
    super(message);
    this.name = 'WitnessFailure';
    this.outcome = outcome;
  }
}

interface Asking {
  readonly tree: TreeStore;
  readonly witness: PolicyWitness & { readonly url: string };
  readonly checkpoint: KeptCheckpoint;
  /** The last size that it cosigned here. */
  readonly last: number;
  readonly signal: AbortSignal;
}

const SIZE_TYPE = /^text\/x\.tlog\.size\b/;
/** The first answer may name another size than expected, and so may one more, where another server asks too. */
const MOST_ATTEMPTS = 3;
const MOST_LINES = 16;

/** Posts a checkpoint with the proof from where the witness is. Errors: `WitnessFailure`; those of the tree. */
export async function askWitness({ tree, witness, checkpoint, last, signal }: Asking): Promise<AskedOutcome> {
  const { size, note } = checkpoint;
  let old = last;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const path = old === 0 || old === size ? [] : await proveConsistency(tree, { earlier: old, later: size });
    if (!path) throw new Error(`The tree has no proof from ${old} to ${size}.`);
    const reply = await post(witness.url, writeConsistency('old', { size: old, path, rest: note }), signal);
    if (reply.status === 200) return { ...cosignatureIn(reply, note, witness), ...(old < last && { forgotFrom: old }) };
    if (reply.status !== 409) throw failureOf(reply);
    const held = sizeIn(reply);
    if (held === old) throw failureOf(reply);
    if (held > size) return { outcome: 'later', size: held };
    old = held;
  }
  throw new WitnessFailure('away', 'it named another size each time that it was asked');
}

async function post(url: string, body: string, signal: AbortSignal): Promise<WitnessReply> {
  try {
    return await postCheckpoint(url, body, signal);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new WitnessFailure('away', `it was not reached: ${messageOf(error)}${cause}`);
  }
}

/** Keeps those lines alone that are right, whatever else it answered. */
function cosignatureIn({ text }: WitnessReply, note: string, { key }: PolicyWitness): AskedOutcome {
  const lines = text
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => `${line}\n`);
  const seen = lines.flatMap((line) => {
    try {
      return sightingsIn(withSignatures(note, line), [key]).map(({ time }) => ({ line, time }));
    } catch {
      return [];
    }
  });
  const [first] = seen;
  if (!first) throw new WitnessFailure('away', `it answered with no cosignature of ${key.name}`);
  return { outcome: 'cosigned', lines: seen.map(({ line }) => line).join(''), time: first.time };
}

function sizeIn({ type, text }: WitnessReply): number {
  const size = Number(text);
  if (SIZE_TYPE.test(type) && /^\d{1,16}\n$/.test(text) && Number.isSafeInteger(size)) return size;
  throw new WitnessFailure('away', 'it refused with 409 and named no size');
}

function failureOf({ status, text }: WitnessReply): WitnessFailure {
  const said = text.trim().split('\n')[0]?.slice(0, 200) ?? '';
  const why = `it refused with ${status}${said === '' ? '' : ` (${said})`}`;
  if (status === 409 || status === 422)
    return new WitnessFailure('other-history', `${why}: it has cosigned another history of this ledger`);
  if (status === 403 || status === 404)
    return new WitnessFailure('not-followed', `${why}: it does not follow this ledger, or knows another key of it`);
  return new WitnessFailure('away', why);
}
