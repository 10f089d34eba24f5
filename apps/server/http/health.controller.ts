import { Controller, Get, Inject } from '@nestjs/common';
import { Allow } from './policy.js';
import { HttpProblem } from './problem.js';

export const READINESS = Symbol('readiness');

/** One thing that must hold before the server is ready to answer. */
export interface ReadinessCheck {
  readonly name: string;
  isReady(): boolean;
}

/** What must hold, and what is to be known of a server that is ready. */
export interface Readiness {
  readonly checks: readonly ReadinessCheck[];
  /** How many events have been passed over that are not the ledger's. */
  foreignEvents(): number;
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
    const { checks, foreignEvents } = this.readiness;
    const waiting = checks.filter(({ isReady }) => !isReady()).map(({ name }) => name);
    if (waiting.length > 0) {
      throw new HttpProblem(503, 'not-ready', `Not ready yet: ${waiting.join(', ')}.`, { waiting });
    }
    return { status: 'ready', checks: checks.map(({ name }) => name), foreignEvents: foreignEvents() };
  }
}
