import { Controller, Get, Inject } from '@nestjs/common';
import { Allow } from './policy.js';
import { HttpProblem } from './problem.js';

export const READINESS = Symbol('readiness');
/** Sentences about what is not as it should be and keeps nothing from being answered. */
export type Notices = () => readonly string[];

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
  readonly notices: Notices;
}

/** Nothing to be told but whether some checks hold. */
export function onlyChecks(checks: readonly ReadinessCheck[]): Readiness {
  return { checks, foreignEvents: () => 0, notices: () => [] };
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
    const { checks, foreignEvents, notices } = this.readiness;
    const said = notices();
    const noticed = said.length > 0 ? { notices: said } : {};
    const waiting = checks.filter(({ isReady }) => !isReady()).map(({ name }) => name);
    if (waiting.length > 0) {
      throw new HttpProblem(503, 'not-ready', `Not ready yet: ${waiting.join(', ')}.`, { waiting, ...noticed });
    }
    const names = checks.map(({ name }) => name);
    return { status: 'ready', checks: names, foreignEvents: foreignEvents(), ...noticed };
  }
}
