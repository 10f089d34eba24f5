/** What a witness answered, of which no more than this is read. */
export interface WitnessReply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const MOST_BYTES = 65_536;
const TIMEOUT_MS = 10_000;

/** Follows no redirect. Errors: those of fetch; an answer that is too large or takes too long. */
export async function postCheckpoint(url: string, body: string, signal: AbortSignal): Promise<WitnessReply> {
  const reply = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of reply.body ?? []) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new Error(`it answered more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString();
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', text };
}
