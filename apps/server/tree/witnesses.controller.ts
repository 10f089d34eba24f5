import { Controller, Get, Inject, Optional, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HttpProblem, readParameters } from '#application/index.js';
import { READS } from '#domain/index.js';
import type { Policy } from '#proof/index.js';
import { type AnswerOf, COUNT, INSTANT, listOf, object, orNull, TEXT } from '#read-store/index.js';
import type { TreeStore } from '#tree/index.js';
import { newestCosigned, witnessStatuses } from '#witness/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { TREE } from './tree.js';
import { WITNESSES } from './witnesses.js';

const SAW = object({ size: COUNT, at: INSTANT });

export const WITNESSES_SEEN = object({
  quorum: { ...orNull(TEXT), description: 'Which must have seen a checkpoint, as `2 of trust, ccg, auditor`.' },
  cosigned: {
    ...orNull(object({ size: COUNT })),
    description: 'The newest checkpoint that enough witnesses cosigned.',
  },
  witnesses: listOf(
    object({
      name: TEXT,
      key: TEXT,
      saw: orNull(SAW),
      outcome: { ...TEXT, description: 'cosigned, not-asked, away, not-followed, other-history or ahead.' },
      detail: orNull(TEXT),
      askedAt: orNull(INSTANT),
      setBack: { ...orNull(TEXT), description: 'When it had forgotten what it cosigned.' },
    }),
  ),
});

@Controller('api/checkpoint')
export class WitnessesController {
  constructor(
    @Inject(TREE) private readonly tree: TreeStore,
    @Optional() @Inject(WITNESSES) private readonly policy: Policy | undefined,
  ) {}

  @Get('cosigned')
  @Allow(READS)
  async cosigned(
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    readParameters({}, request.query);
    const found = this.policy && (await newestCosigned(this.tree, this.policy));
    if (!found) {
      const why = this.policy ? `No checkpoint was cosigned by ${this.policy.quorum} yet.` : 'WITNESSES is not set.';
      throw new HttpProblem('not-cosigned', why);
    }
    reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-cache');
    return found.note;
  }

  @Get('witnesses')
  @Allow(READS)
  async witnesses(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof WITNESSES_SEEN>> {
    readParameters({}, request.query);
    const { tree, policy } = this;
    if (!policy) return { quorum: null, cosigned: null, witnesses: [] };
    const [found, statuses] = await Promise.all([newestCosigned(tree, policy), witnessStatuses(tree, policy)]);
    return {
      quorum: policy.quorum,
      cosigned: found ? { size: found.size } : null,
      witnesses: statuses.map(({ url: _, ...status }) => status),
    };
  }
}
