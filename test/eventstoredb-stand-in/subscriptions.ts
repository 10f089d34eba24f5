import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { handlerThrew, streamDeleted, tooSlow } from './failures.js';
import { isHeld, whileHeld } from './faults.js';
import { type Filter, filterOf } from './filters.js';
import { indexFrom, type Recorded } from './log.js';
import { caughtUpFrame, checkpointFrame, confirmationFrame } from './messages.js';
import { give, type Node, type ReadCall } from './node.js';
import { allPosition } from './positions.js';
import { firstVisible, isSoftDeleted, lastRevision } from './streams.js';

type Call = ReadCall<streams.ReadReq>;

/** How many events may wait for a live subscriber that takes none for that long, before it is cut. */
const LIVE_BUFFER = 32;
const STALLED_AFTER = 250;

interface View {
  /** What is looked at, and growing. */
  readonly events: readonly Recorded[];
  /** The first to look at. */
  readonly from: number;
  readonly filter: Filter | undefined;
  matches(event: Recorded): boolean;
  /** Whether there is anything that one could have caught up with. */
  exists(): boolean;
}

/** Subscribes to a stream; `options` say after which revision. */
export function subscribeToStream(
  node: Node,
  call: Call,
  name: string,
  options: streams.ReadReq.Options.StreamOptions,
): Promise<void> {
  const stream = node.log.stream(name);
  if (!options.getRevisionOptionCase()) throw handlerThrew();
  const end = stream.events.length;
  const asked = options.hasEnd() ? end : options.hasStart() ? 0 : Number(options.getRevision()) + 1;
  return subscribe(node, call, {
    events: stream.events,
    from: Math.max(asked, Math.min(end, firstVisible(stream, Date.now()))),
    filter: undefined,
    matches: () => true,
    exists: () => lastRevision(stream) >= 0 && !isSoftDeleted(stream),
  });
}

/** Subscribes to all, or to what a filter lets through. */
export function subscribeToAll(node: Node, call: Call, options: streams.ReadReq.Options): Promise<void> {
  const { events } = node.log;
  const after = allPosition(node.log, options);
  if (!after.isRecord) throw handlerThrew();
  const asked = options.getFilter();
  const filter = asked && filterOf(asked);
  const isAfter = ({ position }: Recorded) =>
    position > after.commit || (position === after.commit && position > after.prepare);
  return subscribe(node, call, {
    events,
    from: indexFrom(events, after.commit),
    filter,
    matches: (event) => isAfter(event) && (!filter || filter.matches(event)),
    exists: () => true,
  });
}

async function subscribe(node: Node, call: Call, { events, from, filter, matches, exists }: View): Promise<void> {
  let next = from;
  let live = false;
  let considered = 0;
  let cut = false;
  let wake = () => {};
  const stopListening = node.log.onWrite(() => wake());
  const cutLive = () => {
    cut = true;
    wake();
  };
  call.on('cancelled', () => wake());

  async function deliver(frame: Buffer): Promise<void> {
    const taken = give(node, call, frame);
    if (taken) await (live ? patiently(taken) : taken);
  }

  /** Waits for a live subscriber to take what it was given, and not for ever. */
  async function patiently(taken: Promise<void>): Promise<void> {
    for (let done = false; !done; ) {
      done = await Promise.race([taken.then(() => true), stalled()]);
      if (cut || (!done && !isHeld(node.faults) && countWaiting() > LIVE_BUFFER)) throw tooSlow();
    }
  }

  function countWaiting(): number {
    let waiting = 0;
    for (let index = next; index < events.length && waiting <= LIVE_BUFFER; index++)
      if (matches(events[index] as Recorded)) waiting++;
    return waiting;
  }

  async function deliverNext(): Promise<void> {
    const event = events[next++] as Recorded;
    if (matches(event)) await deliver(event.frame);
    if (event.type === '$streamDeleted' && !filter) throw streamDeleted(event.stream);
    considered++;
    if (!filter || considered < filter.checkpointInterval) return;
    const following = events[next];
    if (live) await deliver(checkpointFrame(event.position, event.position));
    // Up to where the next record begins, which itself is still to come.
    else if (following) await deliver(checkpointFrame(following.position, 0));
    else return;
    considered = 0;
  }

  try {
    await deliver(confirmationFrame(crypto.randomUUID()));
    while (!call.cancelled) {
      if (isHeld(node.faults)) await whileHeld(node.faults);
      while (next < events.length && !call.cancelled) await deliverNext();
      if (!live && exists()) {
        live = true;
        node.faults.liveSubscriptions.add(cutLive);
        await deliver(caughtUpFrame());
      }
      if (cut) throw tooSlow();
      if (next < events.length || call.cancelled) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stopListening();
    node.faults.liveSubscriptions.delete(cutLive);
  }
}

const stalled = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), STALLED_AFTER).unref());
