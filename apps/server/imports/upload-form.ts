import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '#application/index.js';
import { LIMITS } from '#documents/index.js';
import { BODY_LIMIT, unsupported } from '../http/json-body.js';

const FORM = 'multipart/form-data';
/** The only form with a file. */
const ADDRESS = '/import';
const MOST_FIELDS = 20;
/** Beyond so much, the rest of a file that is refused is not even waited for. */
const MOST_DRAINED = 8 * LIMITS.bytes;

export interface UploadedFile {
  readonly name: string;
  /** Errors: HttpProblem where the form is cut off. Undefined where the file is larger than what is read. */
  read(): Promise<Uint8Array | undefined>;
}

export interface Upload {
  readonly file: UploadedFile | undefined;
  /** Names of fields that were longer than what is taken. */
  readonly cut: ReadonlySet<string>;
}

const uploads = new WeakMap<object, Upload>();

/** The file of a form whose fields are the body; undefined where the form was sent without one. */
export const uploadOf = (body: unknown): Upload | undefined =>
  typeof body === 'object' && body !== null ? uploads.get(body) : undefined;

/** Hands a form on once its fields before the file are read, so that nothing of the file is kept for strangers. */
export function takeUploads(fastify: FastifyInstance): void {
  const drains = new WeakMap<IncomingMessage, () => void>();
  fastify.addContentTypeParser(FORM, (request, payload, done) => {
    if (request.method !== 'POST' || request.routeOptions.url !== ADDRESS) return done(unsupported(FORM));
    drains.set(request.raw, () => drain(request.raw));
    readFields(request, payload as IncomingMessage).then(
      (body) => done(null, body),
      (error: Error) => done(error),
    );
  });
  // A browser reads an answer only once it could send the whole of its form.
  fastify.addHook('onResponse', (request, _reply, done) => {
    drains.get(request.raw)?.();
    done();
  });
}

function drain(raw: IncomingMessage): void {
  if (raw.readableEnded) return;
  let size = 0;
  raw.unpipe();
  raw.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_DRAINED) raw.destroy();
  });
  raw.resume();
}

/** Errors: `malformed-form`. */
function readFields(request: FastifyRequest, payload: IncomingMessage): Promise<object> {
  const fields: Record<string, string> = Object.create(null);
  const cut = new Set<string>();
  return new Promise((resolve, reject) => {
    const parser = parserOf(request);
    let ended: Promise<void>;
    const settle = (file: UploadedFile | undefined) => {
      uploads.set(fields, { file, cut });
      resolve(fields);
    };
    parser.on('field', (name, value, _nameCut, valueCut) => {
      fields[name] = value.replaceAll('\r\n', '\n');
      if (valueCut) cut.add(name);
    });
    parser.on('file', (_field, stream, name) => {
      // Browsers send an empty file where none was chosen.
      if (name) settle({ name, read: () => bytesOf(stream, request, ended) });
      else stream.resume();
    });
    ended = new Promise<void>((finish, fail) => {
      const broken = () => fail(malformed('it ends early'));
      parser.once('finish', () => finish());
      parser.once('error', broken);
      payload.once('error', broken);
      payload.once('close', () => {
        if (!payload.readableEnded) broken();
      });
    });
    ended.then(() => settle(undefined), reject);
    payload.pipe(parser);
  });
}

/** Errors: `malformed-form`. */
function parserOf({ headers }: FastifyRequest) {
  const limits = { fieldSize: BODY_LIMIT, fields: MOST_FIELDS, parts: MOST_FIELDS + 1, files: 1, headerPairs: 20 };
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? FORM },
      limits: { ...limits, fileSize: LIMITS.bytes + 1 },
    });
  } catch {
    throw malformed('it has no boundary');
  }
}

/** Undefined once more came than a document may have; what its sender announced is believed. */
function bytesOf(
  stream: BusboyFileStream,
  { headers }: FastifyRequest,
  ended: Promise<void>,
): Promise<Uint8Array | undefined> {
  if (Number(headers['content-length']) > LIMITS.bytes + BODY_LIMIT) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('limit', () => resolve(undefined));
    stream.once('error', () => reject(malformed('it ends early')));
    // The fields after the file are read too, then.
    ended.then(() => resolve(Buffer.concat(chunks)), reject);
  });
}

function malformed(what: string): HttpProblem {
  return new HttpProblem('malformed-form', `The form cannot be read: ${what}.`);
}
