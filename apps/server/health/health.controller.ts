import { Controller, Get, Inject } from '@nestjs/common';
import { HttpProblem, MISSING, type MissingWatch } from '#application/index.js';
import type { Code } from '#errors/index.js';
import { type AnswerOf, COUNT, listOf, object, TEXT } from '#read-store/index.js';
import { Allow } from '../access/policy.guard.js';

export const LIVE = object({ status: TEXT });
export const READY = object(
  {
    status: TEXT,
    checks: listOf(TEXT),
    foreignEvents: COUNT,
    notices: listOf(TEXT),
    missing: listOf(MISSING),
  },
  ['notices', 'missing'],
);

export const READINESS = Symbol('readiness');
/** Warnings that do not make the server unready. */
export type Notices = () => readonly string[];

export interface ReadinessCheck {
  readonly name: string;
  isReady(): boolean;
  reason?(): Reason | undefined;
}

export interface Reason {
  readonly code: Code;
  readonly detail: string;
}

export interface Readiness {
  readonly checks: readonly ReadinessCheck[];
  foreignEvents(): number;
  readonly notices: Notices;
  readonly missing: MissingWatch['missing'];
}

@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  @Get('live')
  @Allow('anonymous')
  live(): AnswerOf<typeof LIVE> {
    return { status: 'live' };
  }

  /** Ready once the store answers, the ledger has begun, and the read models reached the store's head at the start. */
  @Get('ready')
  @Allow('anonymous')
  ready(): AnswerOf<typeof READY> {
    const { checks, foreignEvents, notices, missing } = this.readiness;
    const said = notices();
    const noticed = said.length > 0 ? { notices: said } : {};
    const open = checks.filter(({ isReady }) => !isReady());
    const waiting = open.map(({ name }) => name);
    if (waiting.length > 0) {
      const reasons = open.flatMap((check) => check.reason?.() ?? []);
      throw new HttpProblem('not-ready', `Not ready yet: ${waiting.join(', ')}.`, {
        waiting,
        reasons,
        ...noticed,
      });
    }
    const lost = missing();
    return {
      status: 'ready',
      checks: checks.map(({ name }) => name),
      foreignEvents: foreignEvents(),
      ...noticed,
      ...(lost.length > 0 && { missing: lost }),
    };
  }
}
