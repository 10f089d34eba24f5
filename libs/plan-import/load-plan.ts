import { createHash } from 'node:crypto';
import { isFailure, type Request } from '#commands/index.js';
import type { PlannedCommand } from './plan-items.js';

export type ExecutePlanned<Planned extends PlannedCommand> = (
  request: Omit<Request, 'principal'>,
  planned: Planned,
) => Promise<unknown>;

/**
 * Gives every command in order, each with its own idempotency key, so that a load that was cut off can be repeated.
 * Rejects with the file and line of a refused command.
 */
export async function loadPlan<Planned extends PlannedCommand>(
  plan: { readonly document: string; readonly commands: readonly Planned[] },
  give: ExecutePlanned<Planned>,
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

/** Hashed, so that any document name fits into an HTTP header. */
function keyOf(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
