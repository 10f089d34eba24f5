import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '#documents/index.js';
import { refuseTooLarge } from '#imports/index.js';
import { unsupported } from '../http/json-body.js';

const DOCUMENT = 'application/octet-stream';

/** Hands a document on as a stream, so that nothing of it is read before its sender is known. */
export function takeDocuments(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(DOCUMENT, (request, payload, done) => {
    const isUpload = request.method === 'POST' && /^\/api\/imports(?:\?|$)/.test(request.url);
    if (isUpload) done(null, payload);
    else done(unsupported(DOCUMENT));
  });
}

/** Errors: `document-too-large`, before more of it is kept than a document may have. */
export async function bytesOf(body: unknown, stated: string | undefined): Promise<Uint8Array> {
  refuseTooLarge(Number(stated ?? 0));
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) throw unsupported('none');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as Readable) {
    size += (chunk as Buffer).length;
    if (size > LIMITS.bytes) refuseTooLarge(size);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks, size);
}
