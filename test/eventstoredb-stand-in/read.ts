import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import { accessDenied, failure, handlerThrew, streamDeleted } from './failures.js';
import { isHeld, isLost, whileHeld, whileSearching } from './faults.js';
import { filterOf } from './filters.js';
import { indexFrom, type Recorded } from './log.js';
import { streamNotFoundFrame } from './messages.js';
import { admit, checkAccess, give, type Node, type ReadCall, streamName } from './node.js';
import { allPosition } from './positions.js';
import { firstVisible, isSoftDeleted, isTombstoned, lastRevision } from './streams.js';
import { subscribeToAll, subscribeToStream } from './subscriptions.js';

type Options = streams.ReadReq.Options;
const { Options } = streams.ReadReq;

export type Call = ReadCall<streams.ReadReq>;

/** Streams.Read: reads and subscriptions, of a stream and of all. */
export async function read(node: Node, call: Call): Promise<void> {
  try {
    const principal = admit(node, call.metadata);
    if (isHeld(node.faults)) await whileHeld(node.faults);
    if (!call.request.getOptions()?.hasSubscription() && isLost(node.faults)) return;
    const options = call.request.getOptions();
    if (!options) throw handlerThrew();
    checkCombination(options);
    const stream = options.getStream();
    if (stream) {
      const name = streamName(stream.getStreamIdentifier());
      checkAccess(principal, name);
      if (isTombstoned(node.log, name)) throw streamDeleted(name);
      if (options.hasSubscription()) await subscribeToStream(node, call, name, stream);
      else await readStream(node, call, name, options);
    } else {
      if (principal !== 'administrator') throw accessDenied();
      if (options.hasSubscription()) await subscribeToAll(node, call, options);
      else await readAll(node, call, options);
    }
    call.end();
  } catch (error) {
    call.emit('error', error);
  }
}

function checkCombination(options: Options): void {
  const source = options.hasStream() ? 'Stream' : options.hasAll() ? 'All' : undefined;
  if (!source)
    throw failure(
      status.INVALID_ARGUMENT,
      "'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+StreamOptionOneofCase",
    );
  const count = options.hasCount() ? 'Count' : options.hasSubscription() ? 'Subscription' : 'None';
  const direction = isBackwards(options) ? 'Backwards' : 'Forwards';
  const filter = options.hasFilter() ? 'Filter' : options.hasNoFilter() ? 'NoFilter' : 'None';
  const isValid =
    count !== 'None' &&
    filter !== 'None' &&
    !(source === 'Stream' && filter === 'Filter') &&
    !(count === 'Subscription' && direction === 'Backwards');
  if (isValid) return;
  const combination = `The combination of (${source}, ${count}, ${direction}, ${filter}) is invalid.`;
  throw failure(status.INVALID_ARGUMENT, combination);
}

const isBackwards = (options: Options) => options.getReadDirection() === Options.ReadDirection.BACKWARDS;
const unexpected = (result: string) => failure(status.UNKNOWN, `Unexpected ${result}: Error`);

async function readStream(node: Node, call: Call, name: string, options: Options): Promise<void> {
  const from = options.getStream();
  const count = Number(options.getCount());
  const backwards = isBackwards(options);
  if (!from?.getRevisionOptionCase()) throw handlerThrew();
  if (count === 0 || (from.hasEnd() && !backwards)) throw unexpected('ReadStreamResult');
  const stream = node.log.stream(name);
  if (lastRevision(stream) === -1 || isSoftDeleted(stream)) return void give(node, call, streamNotFoundFrame(name));
  const first = firstVisible(stream, Date.now());
  const revision = from.hasEnd() ? stream.events.length - 1 : Number(from.getRevision());
  if (backwards)
    return giveBackwards(node, call, stream.events, Math.min(revision, lastRevision(stream)), first, count);
  return giveForwards(node, call, stream.events, Math.max(revision, first), count);
}

async function readAll(node: Node, call: Call, options: Options): Promise<void> {
  const filter = options.getFilter();
  const matches = filter && filterOf(filter).matches;
  const count = Number(options.getCount());
  const result = filter ? 'FilteredReadAllResult' : 'ReadAllResult';
  if (count === 0) throw unexpected(result);
  const from = allPosition(node.log, options);
  if (!from.isRecord) throw unexpected(result);
  if (filter) await whileSearching(node.faults);
  const { events } = node.log;
  // Forwards the event at the position is given, backwards it is not.
  const next = indexFrom(events, from.commit);
  if (isBackwards(options)) return giveBackwards(node, call, events, next - 1, 0, count, matches);
  return giveForwards(node, call, events, next, count, matches);
}

type Matches = (event: Recorded) => boolean;
const everything: Matches = () => true;

async function giveForwards(
  node: Node,
  call: Call,
  events: readonly Recorded[],
  from: number,
  count: number,
  matches = everything,
) {
  for (let index = from, given = 0; index < events.length && given < count && !call.cancelled; index++) {
    const event = events[index] as Recorded;
    if (!matches(event)) continue;
    given++;
    const wait = give(node, call, event.frame);
    if (wait) await wait;
  }
}

async function giveBackwards(
  node: Node,
  call: Call,
  events: readonly Recorded[],
  from: number,
  first: number,
  count: number,
  matches = everything,
) {
  for (let index = from, given = 0; index >= first && given < count && !call.cancelled; index--) {
    const event = events[index] as Recorded;
    if (!matches(event)) continue;
    given++;
    const wait = give(node, call, event.frame);
    if (wait) await wait;
  }
}
