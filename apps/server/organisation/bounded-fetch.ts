import type { CustomFetch } from 'openid-client';

/** The most that an answer of the provider may have: a document of discovery has some kilobytes. */
const MOST_BYTES = 256 * 1024;

export class AnswerTooLarge extends Error {}

/** As fetch, but it reads no endless answer. The caller's signal bounds the time, also while it reads. */
export const boundedFetch: CustomFetch = async (address, options) => {
  const answer = await fetch(address, options as RequestInit);
  const { status, headers } = answer;
  if (!answer.body) return answer;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new AnswerTooLarge(`The provider answered more than ${MOST_BYTES} bytes.`);
    parts.push(part);
  }
  return new Response(Buffer.concat(parts), { status, headers });
};
