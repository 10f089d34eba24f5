import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { handlerThrew, streamDeleted, tooSlow } from './failures.js';
import { isHeld, whileHeld } from './faults.js';
import { type Filter, filterOf } from './filters.js';
import { indexFrom, type Recorded } from './log.js';
import { type Checkpoint, caughtUpFrame, checkpointFrame, confirmationFrame } from './messages.js';
import { give, type Node, type ReadCall } from './node.js';
import { allPosition } from './positions.js';
import { firstVisible, isSoftDeleted, lastRevision } from './streams.js';

type Call = ReadCall<streams.ReadReq>;

/** How many events may wait for a live subscriber that takes none for that long, before it is cut. */
const LIVE_BUFFER = 32;
const STALLED_AFTER = 500;
/** How many events a page of catching up gives at most. */
const PAGE = 32;

interface View {
  /** What is looked at, and growing. */
  readonly events: readonly Recorded[];
  /** The first to look at, and the position that the subscriber gave for it. */
  readonly from: number;
  readonly start: Checkpoint;
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
    start: { commit: 0, prepare: 0 },
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
    start: after,
    filter,
    matches: (event) => isAfter(event) && (!filter || filter.matches(event)),
    exists: () => true,
  });
}

async function subscribe(
  node: Node,
  call: Call,
  { events, from, start, filter, matches, exists }: View,
): Promise<void> {
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
    if (taken) await (live ? withRetry(taken) : taken);
  }

  /** Waits for a live subscriber to take what it was given, and not for ever. */
  async function withRetry(taken: Promise<void>): Promise<void> {
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

  /** Delivers the next event if it is wanted, and says whether it was. */
  async function deliverNext(): Promise<boolean> {
    const event = events[next++] as Recorded;
    considered++;
    const wanted = matches(event);
    if (wanted) await deliver(event.frame);
    if (event.type === '$streamDeleted' && !filter) throw streamDeleted(event.stream);
    return wanted;
  }

  async function catchUp(): Promise<void> {
    let begin: Checkpoint = start;
    while (next < events.length && !call.cancelled) {
      let last: Checkpoint | undefined;
      let given = 0;
      const end = next + (filter?.window ?? Number.POSITIVE_INFINITY);
      while (next < end && given < PAGE && next < events.length && !call.cancelled)
        if (await deliverNext()) {
          given++;
          last = placeOf(events[next - 1]);
        }
      const following = events[next];
      if (following && filter && considered >= filter.checkpointInterval) {
        considered %= filter.checkpointInterval;
        // Where the page's last event stands; where nothing matched, where the page began.
        await deliver(checkpointFrame(last ?? begin));
      }
      begin = { commit: following?.position ?? 0, prepare: 0 };
    }
  }

  async function goOn(): Promise<void> {
    while (next < events.length && !call.cancelled) {
      await deliverNext();
      if (!filter || considered < filter.checkpointInterval) continue;
      considered = 0;
      await deliver(checkpointFrame(placeOf(events[next - 1])));
    }
  }

  try {
    await deliver(confirmationFrame(crypto.randomUUID()));
    while (!call.cancelled) {
      if (isHeld(node.faults)) await whileHeld(node.faults);
      await (live ? goOn() : catchUp());
      if (cut) throw tooSlow();
      if (next < events.length || call.cancelled) continue;
      if (!live && exists()) {
        live = true;
        node.faults.liveSubscriptions.add(cutLive);
        await deliver(caughtUpFrame());
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stopListening();
    node.faults.liveSubscriptions.delete(cutLive);
  }
}

const placeOf = (event: Recorded | undefined): Checkpoint => ({
  commit: event?.position ?? 0,
  prepare: event?.position ?? 0,
});

const stalled = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), STALLED_AFTER).unref());
