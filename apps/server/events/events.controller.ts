import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { HttpProblem, type Queries, readerOf, readParameters, wrongField } from '#application/index.js';
import { data, type EventMark, READS, readMark } from '#domain/index.js';
import { auditAfter, markAt, markStateOf } from '#read-models/index.js';
import {
  EVERYTHING,
  parameter,
  type QueryContext,
  requireItem,
  type ValuesOf,
  type Viewer,
} from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { STOPPING } from '../configuration/tokens.js';
import { QUERIES } from '../queries/queries.controller.js';
import { asEvent, asReset, drained } from './sending.js';

const BATCH = 100;
/** Heartbeat of an idle stream; token and session are checked again at the same interval. */
const HEARTBEAT_MS = 2_000;
export const STREAM_PARAMETERS = {
  after: parameter.eventMark('Begins after the event of this id or number; Last-Event-ID counts before it.'),
  reference: parameter.item('any', 'Only events of this item.'),
  type: parameter.oneOf('Only events of this type.', Object.keys(data)),
};

type Asked = ValuesOf<typeof STREAM_PARAMETERS>;
const BEGINNING: EventMark = { number: 0, digits: undefined };

/** Last event sent, and the store's head when this ledger first lacked that event. */
interface Place {
  readonly after: EventMark;
  readonly head?: number | undefined;
}
interface Sent {
  readonly text: string;
  readonly upTo: Place;
  readonly more: boolean;
}

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
    const asked = readParameters(STREAM_PARAMETERS, request.query);
    const { reference } = asked;
    const resumed = lastEventId(request);
    let place: Place = { after: resumed ?? asked.after ?? BEGINNING };
    // A reconnecting EventSource would never retry after an error status, so the stream itself reports it.
    if (!resumed) await this.requireKnown(place.after);
    const reader = readerOf(request.credential);
    if (reference !== undefined)
      await this.queries.read({ now: new Date().toISOString() }, reader, (view) =>
        requireItem(view, 'any', reference, 'reference'),
      );
    const closed = new AbortController();
    const ended = AbortSignal.any([closed.signal, this.stopping]);
    request.raw.socket.once('close', () => closed.abort());
    // The client disconnected before the listener existed, so no `close` event will come.
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
      const { text, upTo, more } = await this.next(place, asked, reader, stood);
      place = upTo;
      if (text !== '' && !raw.write(text)) {
        while (!(await drained(raw, HEARTBEAT_MS, ended)) && (await this.mayGoOn(request)));
        continue;
      }
      if (!more && !(await this.queries.moved(stood, HEARTBEAT_MS, ended))) raw.write(': still here\n\n');
    }
    // Drops a slow client rather than buffer for it (backpressure).
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  }

  private async next({ after, head }: Place, { reference, type }: Asked, reader: Viewer, stood: number): Promise<Sent> {
    const now = new Date().toISOString();
    const filter = { reference, type: type === undefined ? type : [type] };
    const { standing, sent } = await this.queries.read({ now }, reader, async (view) => {
      const standing = await markStateOf(view, after);
      if (standing !== 'here') return { standing, sent: await resetOf(view, after) };
      const { items, upTo } = await auditAfter(view, after.number, BATCH, filter, this.queries.directory.namesOf);
      const text = items.map((row) => asEvent(row, view.moment.asOf)).join('');
      const more = items.length === BATCH;
      return { standing, sent: { text, upTo: { after: markIn(await markAt(view, upTo)) }, more } };
    });
    if (standing !== 'ahead') return sent;
    const then = head ?? (await this.queries.head());
    // The event may be in the store and not yet in the read models, so wait until they reach that head.
    return then === undefined || stood < then ? { text: '', upTo: { after, head: then }, more: false } : sent;
  }

  /** Refuses a Last-Event-ID of another history: beyond the ledger, or with another event's digits. */
  private async requireKnown(after: EventMark): Promise<void> {
    const stood = this.queries.position();
    const now = new Date().toISOString();
    const found = await this.queries.read({ now }, EVERYTHING, async (view) => ({
      standing: await markStateOf(view, after),
      head: await markAt(view, view.moment.asOf.number),
    }));
    const { standing, head } = found;
    const isAllKnown = async () => stood >= ((await this.queries.head()) ?? Number.POSITIVE_INFINITY);
    if (standing === 'here' || (standing === 'ahead' && !(await isAllKnown()))) return;
    if (after.digits === undefined) {
      const message = `There is no event ${after.number} on this ledger; the last is ${head}. Give the id or number of one that was seen here`;
      throw wrongField('number-ahead', 'after', message);
    }
    const detail = `The event ${idOf(after)} is not of this ledger's history, which was restored or replaced; the last is ${head}. Read anew what you keep, and begin after that.`;
    throw new HttpProblem('other-history', detail, { field: 'after', after: idOf(after), head });
  }

  private async mayGoOn({ credential, session }: AuthenticatedRequest): Promise<boolean> {
    if (session && !(await this.access.sessions.isLive(session.id, new Date()))) return false;
    return credential.lasting === true || (await this.access.isLive(credential.token));
  }
}

async function resetOf(view: QueryContext, after: EventMark): Promise<Sent> {
  const { asOf } = view.moment;
  const head = await markAt(view, asOf.number);
  return { text: asReset(idOf(after), head, asOf), upTo: { after: markIn(head) }, more: false };
}

const idOf = ({ number, digits }: EventMark) => (digits === undefined ? String(number) : `${number}-${digits}`);
const markIn = (text: string): EventMark => readMark(text) ?? BEGINNING;

function lastEventId(request: AuthenticatedRequest): EventMark | undefined {
  const header = request.headers['last-event-id'];
  if (header === undefined) return undefined;
  const mark = typeof header === 'string' ? readMark(header) : undefined;
  if (mark) return mark;
  const message = 'Last-Event-ID must be the id of an event as it was sent, such as 42-9f86d081, or its number';
  throw wrongField('bad-last-event-id', 'Last-Event-ID', message);
}
