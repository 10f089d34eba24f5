import { createHash } from 'node:crypto';
import { isFailure } from '#commands/failures.js';
import type { Request } from '#commands/request.js';
import type { PlannedCommand } from './plan-items.js';

/** Gives one command, to a handler or over HTTP; a refusal is a CommandFailure. */
export type Give<Planned extends PlannedCommand> = (
  request: Omit<Request, 'principal'>,
  planned: Planned,
) => Promise<unknown>;

/**
 * Gives every command of a plan in order. Each has a key of its own, so that a load that was cut off is taken up
 * where it stopped and nothing is loaded twice. Fails with the place of the command that was refused.
 */
export async function loadPlan<Planned extends PlannedCommand>(
  plan: { readonly document: string; readonly commands: readonly Planned[] },
  give: Give<Planned>,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const steps = new Map<string, number>();
  for (const [index, planned] of plan.commands.entries()) {
    const { kind, reference, verb, command, at } = planned;
    const step = (steps.get(reference) ?? -1) + 1;
    steps.set(reference, step);
    const idempotencyKey = keyOf(plan.document, kind, reference, step);
    try {
      await give({ kind, verb, ref: verb && reference, command, idempotencyKey }, planned);
    } catch (error) {
      if (!isFailure(error)) throw error;
      throw new Error(`${at}: ${reference} ${verb ?? 'is created'}: ${error.detail} (${error.code})`);
    }
    onProgress(index + 1, plan.commands.length);
  }
}

/** Fit for an HTTP header, whatever a document is called. */
function keyOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
