import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { messageOf } from '#errors/index.js';
import { BadProof, cosign, type Signer, type Verifier } from '#proof/index.js';
import { type AddedCheckpoint, type Judgement, judge, knownLog, readAddedCheckpoint } from './add-checkpoint.js';
import { statusText } from './status-text.js';
import type { WitnessState } from './witness-state.js';

export interface Witness {
  readonly signer: Signer;
  readonly state: WitnessState;
  readonly logs: readonly Verifier[];
  readonly now: () => Date;
  /** Told what was answered, in words. */
  readonly tell: (said: string) => void;
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** C2SP tlog-witness: the size of the last cosigned checkpoint. */
export const SIZE_TYPE = 'text/x.tlog.size';
export const ADD_CHECKPOINT = '/add-checkpoint';

/** A proof of 63 hashes and a checkpoint with all its signatures have less. */
const MOST_BYTES = 65_536;
const MOST_CONNECTIONS = 256;
const HEADERS_MS = 5_000;
const REQUEST_MS = 10_000;
const PLAIN = 'text/plain; charset=utf-8';

/** Cosigns what goes on from what it saw. It has no other routes than this and its status. */
export function witnessServer(witness: Witness): Server {
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, maxHeaderSize: 8_192 },
    (request, response) => {
      void answer(witness, request)
        .catch((error: unknown) => {
          // Nothing was cosigned: the state could not be written, say.
          witness.tell(`Failed: ${messageOf(error)}`);
          return { status: 500, body: 'The witness failed.\n' };
        })
        .then((answered) => send(request, response, answered));
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function answer(witness: Witness, request: IncomingMessage): Promise<Answered> {
  const path = request.url?.split('?')[0];
  if (path === '/' && request.method === 'GET') return { status: 200, body: statusText(witness) };
  if (path !== ADD_CHECKPOINT) return { status: 404, body: `Post checkpoints to ${ADD_CHECKPOINT}.\n` };
  if (request.method !== 'POST') return { status: 405, body: 'Post a checkpoint.\n' };
  const body = await bodyOf(request);
  if (body === undefined) return { status: 413, body: `A request has at most ${MOST_BYTES} bytes.\n` };
  return addCheckpoint(witness, body);
}

/** Errors: those of the state. */
export function addCheckpoint(witness: Witness, body: Buffer): Answered {
  const added = readBody(body);
  if (added instanceof BadProof) return { status: 400, body: `${added.message}\n` };
  const known = knownLog(added.note, witness.logs);
  const verdict = 'origin' in known ? witness.state.take(known.origin, added, (held) => judge(added, held)) : known;
  witness.tell(saidOf(verdict));
  if (verdict.status === 200) return { status: 200, body: cosign(added.note, witness.signer, witness.now()) };
  if (verdict.status === 409) return { status: 409, body: `${verdict.size}\n`, type: SIZE_TYPE };
  return { status: verdict.status, body: `${verdict.why}\n` };
}

function readBody(body: Buffer): AddedCheckpoint | BadProof {
  try {
    return readAddedCheckpoint(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    return error instanceof BadProof ? error : new BadProof('The request is not UTF-8.');
  }
}

function saidOf(verdict: Judgement): string {
  if (verdict.status === 200) return `Cosigned ${verdict.head.origin} at ${verdict.head.size}.`;
  const evidence = 'evidence' in verdict ? ' The evidence is kept: action-ledger witness --evidence prints it.' : '';
  return `Refused with ${verdict.status}: ${verdict.why}${evidence}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, type = PLAIN }: Answered): void {
  const isRead = request.complete || request.method === 'GET';
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    // What was not read of a request would be taken for the next one.
    ...(!isRead && { connection: 'close' }),
    ...(status === 405 && { allow: 'POST' }),
  });
  response.end(body);
}
