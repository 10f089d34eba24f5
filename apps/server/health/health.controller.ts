import { Controller, Get, Inject } from '@nestjs/common';
import { HttpProblem, type MissingWatch } from '#application/index.js';
import type { Code } from '#errors/index.js';
import { Allow } from '../access/policy.guard.js';

export const READINESS = Symbol('readiness');
/** Sentences about what is not as it should be and keeps nothing from being answered. */
export type Notices = () => readonly string[];

/** One thing that must hold before the server is ready to answer. */
export interface ReadinessCheck {
  readonly name: string;
  isReady(): boolean;
  /** What is wrong and what to do, where that can be told. */
  reason?(): Reason | undefined;
}

/** Why something does not hold, by a stable code. */
export interface Reason {
  readonly code: Code;
  readonly detail: string;
}

/** What must hold, and what is to be known of a server that is ready. */
export interface Readiness {
  readonly checks: readonly ReadinessCheck[];
  /** How many events have been passed over that are not the ledger's. */
  foreignEvents(): number;
  readonly notices: Notices;
  /** What the ledger is known to lack, which waiting does not mend. */
  readonly missing: MissingWatch['missing'];
}

/** Nothing to be told but whether some checks hold. */
export function onlyChecks(checks: readonly ReadinessCheck[]): Readiness {
  return { checks, foreignEvents: () => 0, notices: () => [], missing: () => [] };
}

@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

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
