import { Controller, Get, Inject } from '@nestjs/common';
import type { MissingWatch } from '../ledger/missing.js';
import { Allow } from './policy.js';
import { HttpProblem } from './problem.js';

export const READINESS = Symbol('readiness');
/** What the ledger is known to lack, which waiting does not mend. */
export const MISSING = Symbol('missing');

/** One thing that must hold before the server is ready to answer. */
export interface ReadinessCheck {
  readonly name: string;
  isReady(): boolean;
  /** What is wrong and what to do, where that can be told. */
  reason?(): Reason | undefined;
}

/** Why something does not hold, by a stable code. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
}

@Controller('health')
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly checks: readonly ReadinessCheck[],
    @Inject(MISSING) private readonly missing: MissingWatch['missing'],
  ) {}

  /** Live: the process answers. */
  @Get('live')
  @Allow('anonymous')
  live() {
    return { status: 'live' };
  }

  /** Ready: the store answers, the ledger has begun, and the read models have come to where it stood at the start. */
  @Get('ready')
  @Allow('anonymous')
  ready() {
    const open = this.checks.filter(({ isReady }) => !isReady());
    const waiting = open.map(({ name }) => name);
    if (waiting.length > 0) {
      const reasons = open.flatMap((check) => check.reason?.() ?? []);
      throw new HttpProblem(503, 'not-ready', `Not ready yet: ${waiting.join(', ')}.`, { waiting, reasons });
    }
    const missing = this.missing();
    const checks = this.checks.map(({ name }) => name);
    return { status: 'ready', checks, ...(missing.length > 0 && { missing }) };
  }
}
