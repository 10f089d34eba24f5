import { CommandFailure } from '#commands/failures.js';
import type { CommandHandler } from '#commands/handler.js';
import type { Principal } from '#domain/kernel/metadata.js';
import type { Plan } from './plan-files.js';

/**
 * Gives every command of a plan in order. Each has a key of its own, so that a load that was cut off is taken up
 * where it stopped and nothing is loaded twice. Fails with the place of the command that was refused.
 */
export async function loadPlan(
  plan: Plan,
  handle: CommandHandler['handle'],
  principal: Principal,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const steps = new Map<string, number>();
  for (const [index, { kind, reference, verb, command, at }] of plan.commands.entries()) {
    const step = (steps.get(reference) ?? -1) + 1;
    steps.set(reference, step);
    const idempotencyKey = `${plan.document}/${kind}/${reference}/${step}`;
    try {
      await handle({ kind, verb, ref: verb && reference, command, principal, idempotencyKey });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      throw new Error(`${at}: ${reference} ${verb ?? 'is created'}: ${error.detail} (${error.code})`);
    }
    onProgress(index + 1, plan.commands.length);
  }
}
