import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EventProof } from '#pages/index.js';
import type { Config, Log } from '#platform/index.js';
import type { Policy } from '#proof/index.js';
import type { TreeStore } from '#tree/index.js';
import { witnessesOf } from '#witness/index.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { TREE } from './tree.js';
import { WITNESSES } from './witnesses.js';

const HOUR_MS = 3_600_000;

/** What pages say of the proof of an event. */
@Injectable()
export class EventProofs {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TREE) private readonly tree: TreeStore,
    @Optional() @Inject(WITNESSES) private readonly policy: Policy | undefined,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  async of(number: number): Promise<EventProof> {
    try {
      return await this.found(number);
    } catch (err) {
      this.log.warn({ err, number }, 'The page of an event says nothing of its proof: the tree could not be read.');
      return { kind: 'unreadable' };
    }
  }

  private async found(number: number): Promise<EventProof> {
    const [newest, hour] = await Promise.all([this.tree.checkpoint(), this.tree.signedIn(number)]);
    if (!newest || hour === undefined) return { kind: this.config.ROLE === 'api' ? 'elsewhere' : 'not-signed' };
    const witnesses = this.policy ? await witnessesOf(this.tree, this.policy, number) : null;
    return { kind: 'signed', size: newest.size, signedBy: signedBy(hour), witnesses };
  }
}

/** An hour’s kept checkpoint is its last; what was signed was signed before now. */
function signedBy(hour: string): string {
  const end = Date.parse(`${hour}:00:00.000Z`) + HOUR_MS;
  return new Date(Math.min(end, Date.now())).toISOString();
}
