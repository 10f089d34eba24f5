import type { FastifyReply } from 'fastify';
import { markOf } from '#domain/index.js';
import type { Code } from '#errors/index.js';
import type { AuditEntry } from '#read-models/index.js';
import type { AsOf } from '#read-store/index.js';

/** The id lets a client resume and detects another history. */
export function asEvent(row: AuditEntry, { illustrative }: AsOf): string {
  return `id: ${markOf(row)}\nevent: ${row.type}\ndata: ${JSON.stringify({ ...row, illustrative })}\n\n`;
}

export function asReset(lastEventId: string, head: string, { ledger }: AsOf): string {
  const data = {
    code: 'other-history' satisfies Code,
    detail: `The event ${lastEventId} is not of this ledger's history, which was restored or replaced. Read anew what you keep; the events after ${head} follow.`,
    lastEventId,
    head,
    ledger,
  };
  return `id: ${head}\nevent: reset\ndata: ${JSON.stringify(data)}\n\n`;
}

export function drained(raw: FastifyReply['raw'], withinMs: number, ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (is: boolean) => {
      clearTimeout(timer);
      raw.off('drain', stop);
      ended.removeEventListener('abort', stop);
      resolve(is);
    };
    const stop = () => settle(true);
    const timer = setTimeout(() => settle(false), withinMs);
    raw.once('drain', stop);
    ended.addEventListener('abort', stop);
    if (ended.aborted) stop();
  });
}
