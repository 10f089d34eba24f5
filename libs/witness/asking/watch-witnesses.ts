import { poll } from '#platform/index.js';
import type { Policy } from '#proof/index.js';
import type { TreeStore } from '#tree/index.js';
import { type WitnessStatus, witnessStatuses } from './sightings.js';

const POLL_MS = 2_000;

export interface WitnessWatch {
  statuses(): readonly WitnessStatus[];
  notices(): readonly string[];
  readonly done: Promise<void>;
}

/** What stands against the witnesses, also where another process asks them. Keeps the last while the store is away. */
export function watchWitnesses(tree: TreeStore, policy: Policy | undefined, stopping: AbortSignal): WitnessWatch {
  let statuses: readonly WitnessStatus[] = [];
  const look = async () => {
    if (policy) statuses = await witnessStatuses(tree, policy).catch(() => statuses);
  };
  return {
    statuses: () => statuses,
    notices: () => statuses.flatMap(noticesOf),
    done: policy ? look().then(() => poll(look, POLL_MS, stopping)) : Promise.resolve(),
  };
}

const noticesOf = ({ name, detail, setBack }: WitnessStatus): string[] => [
  ...(detail === null ? [] : [`witness ${name}: ${detail}`]),
  ...(setBack === null ? [] : [`witness ${name}: ${setBack}`]),
];
