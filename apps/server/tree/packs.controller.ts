import { Controller, Get, Inject, Optional, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  HttpProblem,
  notFound,
  type Queries,
  readerOf,
  readParameters,
  type StartedLedger,
} from '#application/index.js';
import { SEES_EVERYTHING } from '#domain/index.js';
import type { Config } from '#platform/index.js';
import type { Policy } from '#proof/index.js';
import type { MeetingView } from '#read-models/index.js';
import { findItem } from '#read-store/index.js';
import { publicKeysIn, type TreeStore } from '#tree/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { LEDGER } from '../event-store/event-store.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { TREE } from './tree.js';
import { WITNESSES } from './witnesses.js';

const PATH = 'meetings/:ref/pack.zip';

/** Gives a pack only to whoever may see every event, for it holds them all. */
@Controller('api')
export class PacksController {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(TREE) private readonly tree: TreeStore,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(WITNESSES) private readonly policy: Policy | undefined,
  ) {}

  @Get(PATH)
  @Allow(SEES_EVERYTHING)
  async pack(
    @Req() request: AuthenticatedRequest,
    @Param('ref') ref: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    readParameters({}, request.query);
    const reader = readerOf(request.credential);
    if (!reader.seesAccess)
      throw new HttpProblem('not-allowed', 'The pack holds every event, those of tokens too: ask an auditor.', {
        needs: ['auditor'],
      });
    const now = new Date().toISOString();
    const meeting = await this.queries.read({ now }, reader, (view) => findItem<MeetingView>(view, 'meeting', ref));
    if (!meeting) throw notFound({ path: PATH }, { ref });
    const { reference } = meeting.head;
    // Loaded here alone: it opens read models of its own.
    const { makePack, NoPack } = await import('#packs/index.js');
    try {
      const zip = await this.inTurn(() =>
        makePack({
          store: this.ledger.store,
          tree: this.tree,
          publicKeys: publicKeysIn(this.config.DATA_DIR),
          policy: this.policy,
          meeting: reference,
          stream: `meeting-${meeting.head.id}`,
        }),
      );
      reply.type('application/zip').header('content-disposition', `attachment; filename="${reference}-pack.zip"`);
      reply.header('cache-control', 'private, no-store');
      return zip;
    } catch (error) {
      if (!(error instanceof NoPack)) throw error;
      throw problemOf(error.why, error.message);
    }
  }

  /** One at a time: each holds every event in memory. */
  private inTurn(make: () => Promise<Buffer>): Promise<Buffer> {
    const made = this.last.then(make, make);
    this.last = made.catch(() => {});
    return made;
  }
}

function problemOf(why: 'not-signed' | 'none' | 'not-proved', message: string): HttpProblem {
  if (why === 'not-signed') return new HttpProblem('not-signed-yet', message);
  return new HttpProblem(why === 'none' ? 'item-not-found' : 'pack-not-proved', message);
}
