import type { Commands } from '#commands/index.js';
import {
  addDays,
  type CalendarDate,
  type CommandBody,
  type Instant,
  LEDGER_STREAM,
  londonDate,
  MissMilestone,
  RaiseActionDeferral,
  RaiseActionReview,
  RaiseDecisionReview,
} from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import { type Deadlines, deadlinesOn, type FallenDue } from '#read-models/index.js';
import { EVERYTHING, type ReadModels } from '#read-store/index.js';
import { SYSTEM } from '../ledger/principals.js';

/** False for invented data: its deadlines all passed in its own year. */
export async function isWatched(store: Pick<EventStore, 'readStream'>): Promise<boolean> {
  const [opened] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  return opened?.data.illustrative !== true;
}

export function deadlinesAt(read: ReadModels['read'], now: Instant, since?: CalendarDate): Promise<Deadlines> {
  return read({ now }, EVERYTHING, (view) => deadlinesOn(view, londonDate(now), since));
}

/**
 * Records that a date fell due, as the system itself; answers the position. However often and by how many processes it
 * is asked, it is recorded once: the key is made of the item and the date, and what has changed since the read models
 * were asked is refused as `stale-revision`.
 */
export async function raise(commands: Pick<Commands, 'handle'>, due: FallenDue): Promise<number> {
  const { verb, command } = COMMANDS[`${due.kind}-${due.sort}`]?.(due) ?? unknown(due);
  const { position } = await commands.handle({
    kind: due.kind,
    verb,
    ref: due.id,
    command,
    principal: SYSTEM,
    idempotencyKey: `${verb}-${due.id}-${due.dueOn}`,
    ifMatch: due.revision,
  });
  return position;
}

const COMMANDS: Readonly<Record<string, (due: FallenDue) => { readonly verb: string; readonly command: CommandBody }>> =
  {
    'milestone-milestone': ({ dueOn }) => ({
      verb: 'miss',
      command: Object.assign(new MissMilestone(), { occurredAt: addDays(dueOn, 1) }),
    }),
    'action-review': () => ({ verb: 'raise-review', command: new RaiseActionReview() }),
    'action-deferral': () => ({ verb: 'raise-deferral', command: new RaiseActionDeferral() }),
    'decision-review': () => ({ verb: 'raise-review', command: new RaiseDecisionReview() }),
  };

function unknown({ kind, sort }: FallenDue): never {
  throw new Error(`Nothing records the ${sort} of a ${kind}.`);
}
