import { setMaxListeners } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, Optional, type Provider } from '@nestjs/common';
import type { Config, Log } from '#platform/index.js';
import type { Policy } from '#proof/index.js';
import type { TreeStore } from '#tree/index.js';
import { readAskedPolicy, type WitnessWatch, watchWitnesses, witnessCheckpoints } from '#witness/index.js';
import { BackgroundTasks } from '../configuration/background-tasks.js';
import { CONFIG, LOGGER } from '../configuration/tokens.js';
import { TREE } from './tree.js';

export const WITNESSES = Symbol('policy of witnesses');
export const WITNESS_WATCH = Symbol('what stands against the witnesses');

/** Asks them where checkpoints are signed; beside the commands, which never wait for it. */
@Injectable()
export class WitnessAsking implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TREE) private readonly tree: TreeStore,
    @Optional() @Inject(WITNESSES) private readonly policy: Policy | undefined,
    @Inject(BackgroundTasks) private readonly tasks: BackgroundTasks,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.policy && this.config.ROLE !== 'api') this.tasks.run(this.ask(this.policy, ofItsOwn(this.tasks.signal)));
  }

  private ask(policy: Policy, signal: AbortSignal): Promise<void> {
    return witnessCheckpoints({ tree: this.tree, policy, log: this.log, signal });
  }
}

/** Each witness has a loop that listens: Node.js warns of many listeners on one signal. */
function ofItsOwn(signal: AbortSignal): AbortSignal {
  const own = AbortSignal.any([signal]);
  setMaxListeners(0, own);
  return own;
}

export const witnessProviders: readonly Provider[] = [
  {
    provide: WITNESSES,
    inject: [CONFIG],
    useFactory: ({ WITNESSES: file }: Config) => (file === undefined ? undefined : readAskedPolicy(file)),
  },
  {
    provide: WITNESS_WATCH,
    inject: [TREE, WITNESSES, BackgroundTasks],
    useFactory(tree: TreeStore, policy: Policy | undefined, tasks: BackgroundTasks): WitnessWatch {
      const watch = watchWitnesses(tree, policy, ofItsOwn(tasks.signal));
      tasks.run(watch.done);
      return watch;
    },
  },
];
