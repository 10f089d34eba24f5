import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import { failure, handlerThrew } from './failures.js';
import type { Recorded } from './log.js';

type FilterOptions = streams.ReadReq.Options.FilterOptions;
type Expression = streams.ReadReq.Options.FilterOptions.Expression;

export interface Filter {
  matches(event: Recorded): boolean;
  /** How many events a page considers at most. */
  readonly window: number;
  /** After how many events considered a checkpoint is due. */
  readonly checkpointInterval: number;
}

/** How many events a page considers where the filter does not say. */
const DEFAULT_WINDOW = 32;

function invalid(value: string, type: string) {
  return failure(
    status.INVALID_ARGUMENT,
    `'${value}' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+Types+FilterOptions${type}`,
  );
}

function testOf(expression: Expression): ((text: string) => boolean) | undefined {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  if (expression.getRegex() === '') return undefined;
  try {
    const regex = new RegExp(expression.getRegex());
    return (text) => regex.test(text);
  } catch {
    throw handlerThrew();
  }
}

/** What a filter asks for. Fails as the server does where it is none. */
export function filterOf(options: FilterOptions): Filter {
  const [byStream, byType] = [options.getStreamIdentifier(), options.getEventType()];
  const expression = byStream ?? byType;
  const test = expression && testOf(expression);
  if (!test) throw invalid(JSON.stringify(options.toObject()), '');
  if (!options.hasMax() && !options.hasCount()) throw invalid('None', '+WindowOneofCase');
  if (options.getCheckpointintervalmultiplier() === 0) throw handlerThrew();
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  return {
    matches: byStream ? ({ stream }) => test(stream) : ({ type }) => test(type),
    window: Math.max(1, window),
    checkpointInterval: Math.max(1, window * options.getCheckpointintervalmultiplier()),
  };
}
