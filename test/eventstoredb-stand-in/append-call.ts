import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerReadableStream, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import {
  APPEND_LIMIT,
  append,
  deleteStream,
  type Expected,
  type Outcome,
  tombstoneStream,
  tooLarge,
} from './append.js';
import {
  appendTooLarge,
  failure,
  handlerThrew,
  missingProperty,
  noLeaderInfo,
  streamDeleted,
  wrongRevision,
} from './failures.js';
import { nextFate, whileHeld } from './faults.js';
import type { Proposed } from './messages.js';
import { admit, checkAccess, expectedOf, type Node, streamName } from './node.js';
import { properties, proposed } from './proposed.js';

type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/** Streams.Append: options first, then one event a message. */
export async function appendCall(node: Node, call: AppendCall, answer: sendUnaryData<streams.AppendResp>) {
  try {
    const principal = admit(node, call.metadata);
    const { options, events } = await readRequest(call);
    const name = streamName(options.getStreamIdentifier());
    checkAccess(principal, name);
    const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
    if (expected === undefined)
      throw failure(
        status.INVALID_ARGUMENT,
        "'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase",
      );
    if (tooLarge(events, node.version)) throw appendTooLarge(APPEND_LIMIT);
    if (node.faults.readOnly) throw noLeaderInfo();
    // Written down by the leader alone, it is neither confirmed nor kept.
    if (node.majority() === 'missing') return;
    const outcome = append(node.log, name, events, expected);
    const fate = nextFate(node.faults);
    await whileHeld(node.faults);
    if (fate === 'cut') node.dropConnections();
    else if (outcome.kind === 'deleted') throw streamDeleted(name);
    else if (fate === 'answered') answer(null, responseOf(outcome, expected));
  } catch (error) {
    answer(error as Error);
  }
}

async function readRequest(call: AppendCall) {
  let options: streams.AppendReq.Options | undefined;
  const events: Proposed[] = [];
  for await (const request of call as AsyncIterable<streams.AppendReq>) {
    const message = request.getProposedMessage();
    if (request.hasOptions() === Boolean(options)) throw handlerThrew();
    options ??= request.getOptions();
    if (message) events.push(event(message));
  }
  if (!options) throw handlerThrew();
  return { options, events };
}

function event(message: streams.AppendReq.ProposedMessage): Proposed {
  const { type, contentType } = properties(message);
  if (type === undefined) throw missingProperty('type');
  if (contentType === undefined) throw missingProperty('content-type');
  const id = message.getId()?.getString();
  if (type === '' || !id) throw handlerThrew();
  return proposed(message, id, type, contentType);
}

function responseOf(outcome: Exclude<Outcome, { kind: 'deleted' }>, expected: Expected): streams.AppendResp {
  const response = new streams.AppendResp();
  if (outcome.kind === 'success') {
    const success = new streams.AppendResp.Success();
    if (outcome.revision === undefined) success.setNoStream(new shared.Empty());
    else success.setCurrentRevision(`${outcome.revision}`);
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(`${outcome.position}`);
    position.setPreparePosition(`${outcome.position}`);
    success.setPosition(position);
    response.setSuccess(success);
    return response;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.actual === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(`${outcome.actual}`);
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'noStream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'streamExists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(`${expected}`);
  response.setWrongExpectedVersion(wrong);
  return response;
}

type DeleteOptions = streams.DeleteReq.Options | streams.TombstoneReq.Options;

async function end(
  node: Node,
  call: ServerUnaryCall<unknown, unknown>,
  options: DeleteOptions | undefined,
  how: typeof deleteStream,
) {
  const principal = admit(node, call.metadata);
  if (!options) throw handlerThrew();
  const name = streamName(options.getStreamIdentifier());
  checkAccess(principal, name);
  const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
  if (expected === undefined) throw handlerThrew();
  if (node.faults.readOnly) throw noLeaderInfo();
  const outcome = how(node.log, name, expected);
  await whileHeld(node.faults);
  if (outcome.kind === 'deleted') throw streamDeleted(name);
  if (outcome.kind === 'wrongRevision') throw wrongRevision('Delete', name, expected, outcome.actual);
  return `${outcome.position}`;
}

/** Streams.Delete: hides a stream. */
export async function deleteCall(
  node: Node,
  call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
  answer: sendUnaryData<streams.DeleteResp>,
) {
  try {
    const at = await end(node, call, call.request.getOptions(), deleteStream);
    const position = new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at);
    answer(null, new streams.DeleteResp().setPosition(position));
  } catch (error) {
    answer(error as Error);
  }
}

/** Streams.Tombstone: ends a stream for ever. */
export async function tombstoneCall(
  node: Node,
  call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
  answer: sendUnaryData<streams.TombstoneResp>,
) {
  try {
    const at = await end(node, call, call.request.getOptions(), tombstoneStream);
    const position = new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
    answer(null, new streams.TombstoneResp().setPosition(position));
  } catch (error) {
    answer(error as Error);
  }
}
