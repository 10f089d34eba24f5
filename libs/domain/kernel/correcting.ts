import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { CommandBody } from './command.js';
import { type Refusal, refuse } from './decider.js';

/** Why a corrected value breaks the rule that its field has in a command, or undefined where it keeps it. */
export function brokenRule(command: new () => CommandBody, field: string, value: unknown): Refusal | undefined {
  const errors = validateSync(plainToInstance(command, { [field]: value }), { skipMissingProperties: true });
  const messages = errors.flatMap(({ constraints = {} }) => Object.values(constraints));
  return messages.length === 0 ? undefined : refuse('invalid-value', `${messages.join('; ')}.`, { field, value });
}
