import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  HttpProblem,
  notFound,
  type Queries,
  readerOf,
  readParameters,
  type StartedLedger,
  wrongField,
} from '#application/index.js';
import { READS } from '#domain/index.js';
import { readTilePath } from '#proof/index.js';
import { findEvent } from '#read-models/index.js';
import { type AnswerOf, COUNT, listOf, object, parameter, TEXT } from '#read-store/index.js';
import { hashed, proveConsistency, proveInclusion, rootOf, type TreeStore, tileBytes } from '#tree/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { TREE } from './tree.js';

const NUMBER = parameter.whole('The number of an event.', 1, 1_000_000_000);

export const CONSISTENCY_PARAMETERS = {
  from: parameter.whole('The size of the earlier tree, as its checkpoint says.', 1, Number.MAX_SAFE_INTEGER),
  to: parameter.whole(
    'The size of the later tree; default: that of the newest checkpoint.',
    1,
    Number.MAX_SAFE_INTEGER,
  ),
};

export const CONSISTENCY = object({
  from: COUNT,
  fromRoot: TEXT,
  to: COUNT,
  toRoot: TEXT,
  path: { ...listOf(TEXT), description: 'The consistency proof of RFC 9162, each hash in base64.' },
});

const TILES_FOR_S = 31_536_000;

/** C2SP tlog-tiles below `/api`, and proofs for those who do not read tiles. */
@Controller('api')
export class ProofsController {
  constructor(
    @Inject(TREE) private readonly tree: TreeStore,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
  ) {}

  @Get('checkpoint')
  @Allow(READS)
  async checkpoint(
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    readParameters({}, request.query);
    const { note } = await this.newest();
    reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-cache');
    return note;
  }

  @Get('checkpoint/consistency')
  @Allow(READS)
  async consistency(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof CONSISTENCY>> {
    const { from, to } = readParameters(CONSISTENCY_PARAMETERS, request.query);
    const { size } = await this.newest();
    const later = to ?? size;
    if (later > size) throw wrongField('bad-parameter', 'to', `The newest checkpoint holds ${size} events`);
    if (from === undefined) throw wrongField('bad-parameter', 'from', 'from is needed: the size of the earlier tree');
    const path = await proveConsistency(this.tree, { earlier: from, later });
    if (!path) throw wrongField('bad-parameter', 'from', `from must be 1 to ${later}`);
    const [fromRoot, toRoot] = await Promise.all([rootOf(this.tree, from), rootOf(this.tree, later)]);
    const text = (hash: Buffer) => hash.toString('base64');
    return { from, fromRoot: text(fromRoot), to: later, toRoot: text(toRoot), path: path.map(text) };
  }

  @Get('tile/*')
  @Allow(READS)
  async tile(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    readParameters({}, request.query);
    const tile = readTilePath((request.params as Readonly<Record<string, string>>)['*'] ?? '');
    const bytes = tile && (await tileBytes(this.tree, tile));
    if (!bytes) throw new HttpProblem('no-such-tile', 'The newest checkpoint is over a tree without this tile.');
    reply.type('application/octet-stream').header('cache-control', `private, max-age=${TILES_FOR_S}, immutable`);
    return bytes;
  }

  @Get('events/:number/proof')
  @Allow(READS)
  async proof(
    @Req() request: AuthenticatedRequest,
    @Param('number') text: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    readParameters({}, request.query);
    const number = NUMBER.read(text);
    const found =
      number !== undefined &&
      (await this.queries.read({ now: new Date().toISOString() }, readerOf(request.credential), (view) =>
        findEvent(view, number, this.queries.directory.namesOf),
      ));
    if (!found) throw notFound({ path: 'events' }, { number: text });
    const proof = await proveInclusion(this.tree, number, await this.extraOf(found.event));
    if (proof === undefined)
      throw new HttpProblem('not-signed-yet', `Event ${number} is in no signed checkpoint yet; try again.`, { number });
    reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-cache');
    return proof;
  }

  /** What lets a reader of the event hash it again: nobody else gets its salt. */
  private async extraOf({ stream, revision }: { stream: string; revision: number }): Promise<Buffer | undefined> {
    const [[event], state] = await Promise.all([
      this.ledger.store.readStream(stream, { from: revision, limit: 1 }),
      this.tree.state(),
    ]);
    return event && state && hashed(state.ledger, event).extra;
  }

  private async newest() {
    const newest = await this.tree.checkpoint();
    if (!newest) throw new HttpProblem('not-signed-yet', 'No checkpoint has been signed yet; try again.');
    return newest;
  }
}
