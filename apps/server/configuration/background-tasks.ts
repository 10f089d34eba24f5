import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { STOPPING } from './tokens.js';

/** The stores close only after every background task has ended. */
@Injectable()
export class BackgroundTasks implements BeforeApplicationShutdown {
  private readonly ended = new AbortController();
  private readonly running = new Set<Promise<void>>();
  readonly signal: AbortSignal;

  constructor(@Inject(STOPPING) stopping: AbortSignal) {
    this.signal = AbortSignal.any([stopping, this.ended.signal]);
  }

  run(task: Promise<void>): void {
    this.running.add(task);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await Promise.all(this.running);
  }
}
