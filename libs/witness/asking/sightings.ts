import { type Policy, type Sighting, sightingsIn, verifierKey } from '#proof/index.js';
import type { PinnedCheckpoint, TreeStore, WitnessAnswer } from '#tree/index.js';

export interface WitnessSighting {
  /** Its name in the policy. */
  readonly name: string;
  readonly key: string;
  /** Of the checkpoint that it cosigned. */
  readonly size: number;
  readonly at: string;
}

export interface WitnessStatus {
  readonly name: string;
  readonly key: string;
  readonly url: string | null;
  /** The last that it cosigned. */
  readonly saw: { readonly size: number; readonly at: string } | null;
  readonly outcome: WitnessAnswer['outcome'] | 'not-asked';
  /** What stands against it, in words. */
  readonly detail: string | null;
  readonly askedAt: string | null;
  readonly setBack: string | null;
}

const MOST_LOOKED_AT = 100;
const SECOND_MS = 1_000;
const timeOf = (seconds: number): string => new Date(seconds * SECOND_MS).toISOString();

/** Which witnesses saw the event with this number in a checkpoint, each by the first that it cosigned. */
export async function witnessesOf(tree: TreeStore, policy: Policy, number: number): Promise<WitnessSighting[]> {
  const found = new Map<string, WitnessSighting>();
  for (const pinned of await tree.cosigned.pinnedFrom(number, MOST_LOOKED_AT)) {
    for (const { key, time } of seenIn(pinned, policy))
      if (!found.has(key)) found.set(key, { name: nameIn(policy, key), key, size: pinned.size, at: timeOf(time) });
    if (found.size === policy.witnesses.length) break;
  }
  return [...found.values()];
}

/** The newest checkpoint that enough witnesses cosigned; undefined where there is none yet. */
export async function newestCosigned(tree: TreeStore, policy: Policy): Promise<PinnedCheckpoint | undefined> {
  const newest = await tree.cosigned.newestOnes(MOST_LOOKED_AT);
  return newest.find((pinned) => isEnough(policy, seenIn(pinned, policy)));
}

export const isEnough = (policy: Policy, seen: readonly Sighting[]): boolean =>
  policy.isMetBy(new Set(seen.map(({ key }) => key)));

export async function witnessStatuses(tree: TreeStore, policy: Policy): Promise<WitnessStatus[]> {
  const answers = await tree.cosigned.answers();
  return policy.witnesses.map(({ name, key, url = null }) => {
    const answer = answers.find(({ witness }) => witness === verifierKey(key));
    const failed = answer !== undefined && answer.outcome !== 'cosigned';
    return {
      name,
      key: verifierKey(key),
      url,
      saw: answer && answer.size > 0 ? { size: answer.size, at: timeOf(answer.time) } : null,
      outcome: answer?.outcome ?? 'not-asked',
      detail: failed ? answer.detail : null,
      askedAt: answer?.at ?? null,
      setBack: answer?.setBack ?? null,
    };
  });
}

/** A note with a wrong cosignature shows nothing. */
function seenIn({ note }: PinnedCheckpoint, policy: Policy): Sighting[] {
  try {
    return sightingsIn(
      note,
      policy.witnesses.map(({ key }) => key),
    );
  } catch {
    return [];
  }
}

const nameIn = (policy: Policy, key: string): string =>
  policy.witnesses.find((witness) => verifierKey(witness.key) === key)?.name ?? key;
