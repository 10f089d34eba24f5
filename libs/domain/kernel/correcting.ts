import { plainToInstance } from 'class-transformer';
import { readBody } from './body.js';
import type { CommandBody } from './command.js';
import { type Refusal, refuse } from './decider.js';

export function brokenRule(command: new () => CommandBody, field: string, value: unknown): Refusal | undefined {
  const read = readBody(command, { [field]: value });
  const errors = 'errors' in read ? read.errors.filter((error) => isWithin(field, error.field)) : [];
  if (errors.length === 0) return undefined;
  return refuse('invalid-value', `${errors.map(({ message }) => message).join('; ')}.`, { field, value });
}

export function asTaken<Value>(command: new () => CommandBody, field: string, value: Value): Value {
  const taken: Readonly<Record<string, unknown>> = { ...plainToInstance(command, { [field]: value }) };
  return taken[field] as Value;
}

function isWithin(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
