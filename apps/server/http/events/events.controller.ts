import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { eventTypes } from '#domain/catalogue/event-types.js';
import { READS } from '#domain/kernel/roles.js';
import type { AccessStore } from '#platform/access/port.js';
import type { AuditEntry } from '#projections/audit/present.js';
import { auditAfter } from '#projections/audit/queries.js';
import type { AsOf } from '#projections/read/moment.js';
import { requireNamed } from '#projections/read/references.js';
import { EVERYTHING } from '#projections/read/visible.js';
import { Allow, type AuthenticatedRequest } from '../policy.js';
import { wrongField } from '../problem.js';
import { ACCESS, STOPPING } from '../provided.js';
import { item, oneOf, readParameters, whole } from '../queries/parameters.js';
import { QUERIES, type Queries, readerOf } from '../queries/queries.controller.js';

const BATCH = 100;
/** How often a quiet stream says that it lives, and looks whether its token still does. */
const HEARTBEAT_MS = 2_000;
export const STREAM_PARAMETERS = {
  after: whole('Begins after the event of this number; Last-Event-ID counts before it.', 0, Number.MAX_SAFE_INTEGER),
  reference: item('any', 'Only events of this item.'),
  type: oneOf(
    'Only events of this type.',
    eventTypes.map(({ type }) => type),
  ),
};

/** Streams the audit trail as server-sent events: first what stands there, then what comes. */
@Controller('api')
export class EventsController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
  ) {}

  @Get('events')
  @Allow(READS)
  async stream(@Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { after: begin = 0, reference, type } = readParameters(STREAM_PARAMETERS, request.query);
    let after = lastEventId(request) ?? begin;
    await this.requireKnown(after);
    const reader = readerOf(request.credential);
    if (reference !== undefined)
      await this.queries.read({ now: new Date().toISOString() }, reader, (view) =>
        requireNamed(view, 'any', reference, 'reference'),
      );
    const closed = new AbortController();
    const ended = AbortSignal.any([closed.signal, this.stopping]);
    request.raw.socket.once('close', () => closed.abort());
    // Gone before anybody listened: no event will say so.
    if (request.raw.socket.destroyed) closed.abort();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    raw.write(': the audit trail\n\n');
    while (!ended.aborted && (await this.mayGoOn(request))) {
      const stood = this.queries.position();
      const now = new Date().toISOString();
      const { items, upTo, asOf } = await this.queries.read({ now }, reader, async (view) => ({
        ...(await auditAfter(view, after, BATCH, { reference, type }, this.queries.directory.namesOf)),
        asOf: view.moment.asOf,
      }));
      after = upTo;
      if (items.length > 0 && !raw.write(items.map((row) => asEvent(row, asOf)).join(''))) {
        while (!(await drained(raw, HEARTBEAT_MS, ended)) && (await this.mayGoOn(request)));
        continue;
      }
      if (items.length < BATCH && !(await this.queries.moved(stood, HEARTBEAT_MS, ended)))
        raw.write(': still here\n\n');
    }
    // What a client does not take is not kept for it.
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  }

  /** A number that this ledger has not come to is another's: nothing would ever follow it. */
  private async requireKnown(after: number): Promise<void> {
    const { queries } = this;
    const position = queries.position();
    const now = new Date().toISOString();
    const { number } = await queries.read({ now }, EVERYTHING, async ({ moment }) => moment.asOf);
    if (after <= number || position < ((await queries.head()) ?? Number.POSITIVE_INFINITY)) return;
    const message = `There is no event ${after} on this ledger; the last is ${number}. Give the number of one that was seen here`;
    throw wrongField('number-ahead', 'after', message);
  }

  private async mayGoOn({ credential }: AuthenticatedRequest): Promise<boolean> {
    return credential.lasting === true || (await this.access.isLive(credential.token));
  }
}

function asEvent(row: AuditEntry, { illustrative }: AsOf): string {
  return `id: ${row.number}\nevent: ${row.type}\ndata: ${JSON.stringify({ ...row, illustrative })}\n\n`;
}

function lastEventId(request: AuthenticatedRequest): number | undefined {
  const header = request.headers['last-event-id'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw wrongField('bad-last-event-id', 'Last-Event-ID', 'Last-Event-ID must be the number of an event, such as 42');
}

/** Whether the client took what it was sent in time, or nothing more is to be waited for. */
function drained(raw: FastifyReply['raw'], withinMs: number, ended: AbortSignal): Promise<boolean> {
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
