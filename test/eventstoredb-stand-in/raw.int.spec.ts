import { randomUUID } from 'node:crypto';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamIdentifier } from './messages.js';
import { bytes, message, uint } from './protobuf.js';
import { type StandIn, startStandIn } from './stand-in.js';

/** What a request of a batch says, where it differs from one event of two bytes, whole, under any revision. */
interface Batch {
  readonly id?: string | undefined;
  readonly stream?: string;
  readonly withoutOptions?: boolean;
  readonly expected?: Buffer;
  /** Seconds since 1970. */
  readonly deadline?: number;
  readonly properties?: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly unfinished?: boolean;
}

const ANY = message(4);
const NOTHING = Buffer.alloc(0);
const PROPERTIES = { type: 'T', 'content-type': 'application/octet-stream' };
const uuid = (id: string) => message(1, bytes(2, id));

function request(batch: Batch): streams.BatchAppendReq {
  const { stream = 'raw', expected = ANY, deadline, properties = PROPERTIES, size = 2 } = batch;
  const options = message(
    2,
    streamIdentifier(1, stream),
    expected,
    deadline === undefined ? NOTHING : message(6, uint(1, deadline)),
  );
  const event = message(
    3,
    uuid(randomUUID()),
    ...Object.entries(properties).map(([key, value]) => message(2, bytes(1, key), bytes(2, value))),
    bytes(4, Buffer.alloc(size)),
  );
  const fields = [
    'id' in batch && batch.id === undefined ? NOTHING : uuid(batch.id ?? randomUUID()),
    batch.withoutOptions ? NOTHING : options,
    event,
    uint(4, batch.unfinished ? 0 : 1),
  ];
  return streams.BatchAppendReq.deserializeBinary(Buffer.concat(fields));
}

// Requests that the client never makes, answered as EventStoreDB 23.10.6 did.
describe('a batch append', () => {
  let standIn: StandIn;
  let client: StreamsClient;

  beforeAll(async () => {
    standIn = await startStandIn();
    client = new StreamsClient(standIn.addresses[0] ?? '', credentials.createInsecure());
  });
  afterAll(async () => {
    client.close();
    await standIn.stop();
  });

  /** Sends requests on one stream, and after them one whose answer shows that the others have been answered. */
  function answers(...batches: readonly Batch[]): Promise<string[]> {
    const call = client.batchAppend();
    const last = randomUUID();
    const told: string[] = [];
    const all = new Promise<string[]>((resolve, reject) => {
      call.on('error', reject).on('data', (response: streams.BatchAppendResp) => {
        if (response.getCorrelationId()?.getString() === last) resolve(told);
        else told.push(response.getError()?.getMessage() ?? `revision ${response.getSuccess()?.getCurrentRevision()}`);
      });
    });
    for (const batch of [...batches, { id: last, stream: 'last' }]) call.write(request(batch));
    return all.finally(() => call.cancel());
  }

  const id = randomUUID();
  const now = Math.floor(Date.now() / 1000);
  const cases: readonly (readonly [string, readonly Batch[], readonly string[]])[] = [
    ['of one part', [{ stream: 'one' }], ['revision 0']],
    [
      'of two parts is answered once',
      [
        { id, stream: 'two', unfinished: true },
        { id, withoutOptions: true },
      ],
      ['revision 1'],
    ],
    ['without options is not answered', [{ withoutOptions: true }], []],
    ['without a correlation id goes wrong alone', [{ id: undefined }, { stream: 'on' }], ['BadRequest', 'revision 0']],
    ['without a type', [{ properties: { 'content-type': 'application/json' } }], ['BadRequest']],
    ['without an expected revision', [{ expected: NOTHING }], ['BadRequest']],
    ['without a name of a stream', [{ stream: '' }], ['BadRequest']],
    ['past its deadline', [{ deadline: now - 60 }], ['Timeout']],
    ['within its deadline', [{ stream: 'within', deadline: now + 3600 }], ['revision 0']],
    ['at a wrong revision', [{ stream: 'none', expected: uint(2, 7) }], ['WrongExpectedVersion']],
    [
      'that is too large is answered once',
      [
        { id, size: 1_000_000, unfinished: true },
        { id, size: 1_000_000, unfinished: true, withoutOptions: true },
        { id, withoutOptions: true },
      ],
      ['MaximumAppendSizeExceeded'],
    ],
  ];
  for (const [name, batches, expected] of cases)
    it(name, async () => {
      expect(await answers(...batches)).toEqual(expected);
    });

  it('that is not finished is answered with a timeout', async () => {
    const call = client.batchAppend();
    const answer = new Promise<streams.BatchAppendResp>((resolve) => call.on('data', resolve));
    call.on('error', () => {});
    call.write(request({ unfinished: true }));
    expect((await answer).getError()?.getMessage()).toBe('Timeout');
    call.cancel();
  });

  it('is answered twice when that is asked of the stand-in', async () => {
    await standIn.faults.answerTwice(1);
    expect(await answers({ stream: 'twice' })).toEqual(['revision 0', 'revision 0']);
  });
});
