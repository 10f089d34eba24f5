import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { APPEND_LIMIT, append, type Expected, tooLarge } from './append.js';
import { isHeld, nextFate, whileHeld } from './faults.js';
import {
  type BatchResult,
  batchAnswer,
  batchError,
  batchSuccess,
  type Proposed,
  streamIdentifier,
} from './messages.js';
import { admit, checkLeader, expectedOf, mayUse, type Node, type Principal } from './node.js';
import { properties, proposed } from './proposed.js';
import { bytes, message, uint } from './protobuf.js';
import type { Version } from './version.js';

type Request = streams.BatchAppendReq;
type Call = ServerDuplexStream<Request, Buffer>;

/** An append of which not all chunks have come. */
interface Pending {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: Proposed[];
  readonly timer: NodeJS.Timeout | undefined;
}

/** How long an append may take, an unfinished one too. */
const WRITE_TIMEOUT = 2_000;

const PACKAGE = 'event_store.client';
const timeout = () => batchError(status.DEADLINE_EXCEEDED, 'Timeout', `${PACKAGE}.Timeout`);
const accessDenied = () => batchError(status.PERMISSION_DENIED, 'AccessDenied', `${PACKAGE}.AccessDenied`);
const noLeaderInfo = () => batchError(status.OK, 'No leader info available in response', 'google.protobuf.Empty');
const badRequest = (text: string) =>
  batchError(status.INVALID_ARGUMENT, 'BadRequest', `${PACKAGE}.BadRequest`, bytes(1, text));
const appendTooLarge = () =>
  batchError(
    status.INVALID_ARGUMENT,
    'MaximumAppendSizeExceeded',
    `${PACKAGE}.MaximumAppendSizeExceeded`,
    uint(1, APPEND_LIMIT),
  );
const streamDeleted = (stream: string) =>
  batchError(status.NOT_FOUND, 'StreamDeleted', `${PACKAGE}.StreamDeleted`, streamIdentifier(1, stream));

function wrongRevision(expected: Expected, actual: number | undefined): BatchResult {
  const fields = { any: message(4), streamExists: message(5), noStream: message(6) };
  return batchError(
    status.ALREADY_EXISTS,
    'WrongExpectedVersion',
    `${PACKAGE}.WrongExpectedVersion`,
    actual === undefined ? message(2) : uint(1, actual),
    typeof expected === 'number' ? uint(3, expected) : fields[expected],
  );
}

/** Streams.BatchAppend: a stream of appends, each of one chunk or more, each answered once by its correlation id. */
export function batchAppend(node: Node, call: Call): void {
  const pending = new Map<string, Pending>();
  let principal: Principal;
  try {
    principal = admit(node, call.metadata);
  } catch (error) {
    call.emit('error', error);
    return;
  }

  function answer(correlation: string, stream: string, result: BatchResult): void {
    if (!call.cancelled) call.write(batchAnswer(correlation, stream, result));
  }

  /** Takes an append's first chunk; gives the answer where it is refused at once. */
  function begin(
    correlation: string,
    stream: string,
    options: streams.BatchAppendReq.Options,
  ): BatchResult | undefined {
    if (!mayUse(principal, stream)) return accessDenied();
    const deadline = options.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY;
    const left = Math.min(deadline - Date.now(), WRITE_TIMEOUT);
    if (left <= 0) return timeout();
    const revision = options.hasStreamPosition() ? options.getStreamPosition() : undefined;
    const expected = expectedOf(options, revision);
    if (expected === undefined) return badRequest("'None' is not a valid ExpectedStreamPositionOneofCase");
    const timer = setTimeout(() => {
      if (pending.delete(correlation)) answer(correlation, stream, timeout());
    }, left).unref();
    pending.set(correlation, { stream, expected, events: [], timer });
    return undefined;
  }

  function take(request: Request): void {
    if (node.faults.notReady || node.majority() === 'missed' || node.otherLeader()) admit(node, call.metadata);
    checkLeader(node, call.metadata);
    const correlation = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    const given = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    if (correlation === '') {
      answer(correlation, given, badRequest("Value cannot be null. (Parameter 'dto')"));
      return;
    }
    const refusal = options && begin(correlation, given, options);
    if (refusal) {
      answer(correlation, given, refusal);
      return;
    }
    const batch = pending.get(correlation);
    if (!batch) return;
    const fault = addEvents(batch, request, node.version);
    if (!fault && !request.getIsFinal()) return;
    pending.delete(correlation);
    clearTimeout(batch.timer);
    if (fault) answer(correlation, batch.stream, fault);
    else finish(correlation, batch);
  }

  function finish(correlation: string, batch: Pending): void {
    if (batch.stream === '') {
      answer(correlation, '', badRequest("Value cannot be null. (Parameter 'value')"));
      return;
    }
    if (node.faults.readOnly) {
      answer(correlation, batch.stream, noLeaderInfo());
      return;
    }
    // Written down by the leader alone, it is neither confirmed nor kept.
    if (node.majority() === 'missing') return;
    const result = perform(node, batch);
    const fate = nextFate(node.faults);
    const say = () => {
      if (fate === 'cut') node.dropConnections();
      else if (fate === 'timedOut') answer(correlation, batch.stream, timeout());
      else if (fate !== 'lost') answer(correlation, batch.stream, result);
      if (fate === 'answeredTwice') answer(correlation, batch.stream, result);
    };
    if (isHeld(node.faults)) whileHeld(node.faults).then(say, () => {});
    else say();
  }

  call.on('data', (request: Request) => {
    try {
      take(request);
    } catch (error) {
      call.emit('error', error);
    }
  });
  call.on('end', () => call.end());
  call.on('error', () => {});
}

/** Adds a chunk's events; gives the answer where they cannot be. */
function addEvents(batch: Pending, request: Request, version: Version): BatchResult | undefined {
  for (const each of request.getProposedMessagesList()) {
    const { type, contentType } = properties(each);
    if (type === undefined || contentType === undefined)
      return badRequest('The given key was not present in the dictionary.');
    batch.events.push(proposed(each, each.getId()?.getString() ?? '', type, contentType));
  }
  return tooLarge(batch.events, version) ? appendTooLarge() : undefined;
}

function perform({ log }: Node, { stream, events, expected }: Pending): BatchResult {
  const outcome = append(log, stream, events, expected);
  if (outcome.kind === 'success') return batchSuccess(outcome.revision, outcome.position);
  return outcome.kind === 'deleted' ? streamDeleted(stream) : wrongRevision(expected, outcome.actual);
}
