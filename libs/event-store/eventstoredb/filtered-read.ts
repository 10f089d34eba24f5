import {
  type AllStreamResolvedEvent,
  EVENT_TYPE,
  type Position,
  type Filter as ServerFilter,
  type StreamingRead,
} from '@eventstore/db-client';
import { ReadStream } from '@eventstore/db-client/dist/streams/utils/ReadStream.js';
import { convertGrpcEvent } from '@eventstore/db-client/dist/utils/convertGrpcEvent.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';

/** The client's `readAll` takes no filter. */
export interface FilteredRead {
  readonly direction: 'forwards' | 'backwards';
  readonly from: Position | 'start' | 'end';
  readonly count: number;
  readonly filter: ServerFilter;
}

/** Events that the server scans before it yields to other reads. */
const SEARCHED_AT_ONCE = 1_000;

const { Options } = streams.ReadReq;

export function filteredReadRequest({ direction, from, count, filter }: FilteredRead): ReadReq {
  const options = new Options()
    .setAll(positionOption(from))
    .setCount(String(count))
    .setFilter(filterOptions(filter))
    .setResolveLinks(false)
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
    .setReadDirection(Options.ReadDirection[direction === 'forwards' ? 'FORWARDS' : 'BACKWARDS']);
  return new streams.ReadReq().setOptions(options);
}

function positionOption(from: FilteredRead['from']) {
  const all = new Options.AllOptions();
  if (from === 'start') return all.setStart(new shared.Empty());
  if (from === 'end') return all.setEnd(new shared.Empty());
  const position = new Options.Position();
  return all.setPosition(position.setCommitPosition(`${from.commit}`).setPreparePosition(`${from.prepare}`));
}

function filterOptions(filter: ServerFilter) {
  const expression = new Options.FilterOptions.Expression();
  if ('prefixes' in filter) expression.setPrefixList([...filter.prefixes]);
  else expression.setRegex(filter.regex);
  const options = new Options.FilterOptions().setMax(SEARCHED_AT_ONCE).setCheckpointintervalmultiplier(1);
  return filter.filterOn === EVENT_TYPE ? options.setEventType(expression) : options.setStreamIdentifier(expression);
}

export const filteredRead = (
  call: () => Promise<ClientReadableStream<ReadResp>>,
): StreamingRead<AllStreamResolvedEvent> =>
  new ReadStream(call, (event) => convertGrpcEvent(event) as AllStreamResolvedEvent, {});
