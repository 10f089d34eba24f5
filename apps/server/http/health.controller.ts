import { Controller, Get, Inject } from '@nestjs/common';
import { Allow } from './policy.js';
import { HttpProblem } from './problem.js';

export const READINESS = Symbol('readiness');
/** What is not as it should be and keeps nothing from being answered. */
export const NOTICES = Symbol('notices');
export type Notices = () => readonly string[];

/** One thing that must hold before the server is ready to answer. */
export interface ReadinessCheck {
  readonly name: string;
  isReady(): boolean;
}

@Controller('health')
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly checks: readonly ReadinessCheck[],
    @Inject(NOTICES) private readonly notices: Notices,
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
    const notices = this.notices();
    const noticed = notices.length > 0 ? { notices } : {};
    const waiting = this.checks.filter(({ isReady }) => !isReady()).map(({ name }) => name);
    if (waiting.length > 0) {
      throw new HttpProblem(503, 'not-ready', `Not ready yet: ${waiting.join(', ')}.`, { waiting, ...noticed });
    }
    return { status: 'ready', checks: this.checks.map(({ name }) => name), ...noticed };
  }
}
