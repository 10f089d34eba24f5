import { plainToInstance } from 'class-transformer';
import { readBody } from './body.js';
import type { CommandBody } from './command.js';
import { type Refusal, refuse } from './decider.js';

/** Why a corrected value breaks the rule that its field has in a command, or undefined where it keeps it. */
export function brokenRule(command: new () => CommandBody, field: string, value: unknown): Refusal | undefined {
  const read = readBody(command, { [field]: value });
  const errors = 'errors' in read ? read.errors.filter((error) => isWithin(field, error.field)) : [];
  if (errors.length === 0) return undefined;
  return refuse('invalid-value', `${errors.map(({ message }) => message).join('; ')}.`, { field, value });
}

/** A corrected value as its field takes it in a command: a line without what is taken out of lines. */
export function asTaken<Value>(command: new () => CommandBody, field: string, value: Value): Value {
  const taken: Readonly<Record<string, unknown>> = { ...plainToInstance(command, { [field]: value }) };
  return taken[field] as Value;
}

/** True of a field's own path and of those inside its value, `funding[0].amount`. */
function isWithin(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
