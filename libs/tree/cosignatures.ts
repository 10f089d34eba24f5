import { messageOf } from '#errors/index.js';
import { type Policy, readCheckpoint, type Sighting, sightingsIn, verifierKey } from '#proof/index.js';
import type { GivenCheckpoint } from './opening-checkpoints.js';
import type { SeenByWitness, Witnessed } from './verification.js';

interface Cosigned extends Witnessed {
  readonly refuted: readonly string[];
  readonly unknown: readonly string[];
}

const SECOND_MS = 1_000;
/** A clock may be wrong by this much. */
const TOLERANCE_MS = 3_600_000;

/** Which witnesses of the policy saw which checkpoint, and up to which event enough of them did. */
export function readCosignatures(given: readonly GivenCheckpoint[], policy: Policy, now: Date): Cosigned {
  const keys = policy.witnesses.map(({ key }) => key);
  const nameOf = (key: string) => policy.witnesses.find((each) => verifierKey(each.key) === key)?.name ?? key;
  const seen: SeenByWitness[] = [];
  const [refuted, unknown]: [string[], string[]] = [[], []];
  let upTo = 0;
  for (const { note, from } of given) {
    try {
      const { size } = readCheckpoint(note);
      const sightings = sightingsIn(note, keys);
      const right = sightings.filter((sighting) => !isToCome(sighting, now));
      for (const { key, time } of right) seen.push({ name: nameOf(key), size, at: timeOf(time) });
      for (const { key, time } of sightings.filter((sighting) => isToCome(sighting, now)))
        unknown.push(`${nameOf(key)} says that it saw the checkpoint of ${from} on ${timeOf(time)}, which is to come.`);
      if (policy.isMetBy(new Set(right.map(({ key }) => key)))) upTo = Math.max(upTo, size);
    } catch (error) {
      refuted.push(`The cosignatures of ${from}: ${messageOf(error)}`);
    }
  }
  return { quorum: policy.quorum, upTo, seen: newestOfEach(seen), refuted, unknown };
}

const timeOf = (seconds: number) => new Date(seconds * SECOND_MS).toISOString();
const isToCome = ({ time }: Sighting, now: Date) => time * SECOND_MS > now.getTime() + TOLERANCE_MS;

function newestOfEach(seen: readonly SeenByWitness[]): SeenByWitness[] {
  const newest = new Map<string, SeenByWitness>();
  for (const each of seen) if (each.size > (newest.get(each.name)?.size ?? -1)) newest.set(each.name, each);
  return [...newest.values()];
}
