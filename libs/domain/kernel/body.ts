import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { FieldError } from '#errors/index.js';
import { readPlain } from './plain-body.js';

export type { FieldError };

/** The API, the CLI and the importer all parse commands here. Rejects unknown fields, `null` and prototype names. */
export function readBody<Command extends object>(
  command: new () => Command,
  body: unknown,
): { readonly command: Command } | { readonly errors: readonly FieldError[] } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { errors: [{ field: '', message: 'the body must be a JSON object' }] };
  }
  const plain = readPlain(command, body);
  if (plain) return { command: plain };
  const hostile = [...neverValid(command, body, '')];
  if (hostile.length > 0) return { errors: hostile.slice(0, MOST_ERRORS) };
  if (valuesIn(body) > MOST_VALUES) {
    return {
      errors: [{ field: '', message: `the body must hold no more than ${MOST_VALUES} fields and items in all` }],
    };
  }
  const instance = plainToInstance(command, body);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length === 0) return { command: instance };
  return { errors: errors.flatMap((error) => fieldErrors(error, '')).slice(0, MOST_ERRORS) };
}

/** Every object has these names, so the validator would accept them as known fields (prototype pollution). */
const reachesPrototype = (name: string) => name in Object.prototype || name === 'prototype';
const NULLABLE = Symbol('nullable');

/** Allows `null`, which means "none"; elsewhere `null` is an error. */
export function Nullable() {
  return (target: object, property: string | symbol) => Reflect.defineMetadata(NULLABLE, true, target, property);
}

const MOST_ERRORS = 100;
/** Exceeds the fields and items of any valid command, so validation stays cheap (denial of service). */
const MOST_VALUES = 2_000;
/** Exceeds the limit of every list, each of which is lower. */
const LONGEST_LIST = 1_000;

/** Validating the items of an overlong list would block the event loop, so lengths are checked first. */
function* neverValid(command: { prototype: object }, value: object, path: string): Generator<FieldError> {
  if (Array.isArray(value) && value.length > LONGEST_LIST) {
    yield { field: path, message: `${path} must hold no more than ${LONGEST_LIST} items` };
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const field = Array.isArray(value) ? `${path}[${name}]` : join(path, name);
    if (reachesPrototype(name)) yield { field, message: `${name} is not a field of this command` };
    else if (inner === null && !Reflect.hasMetadata(NULLABLE, command.prototype, field)) {
      yield { field, message: `${name} must not be null; leave it out where there is nothing to say` };
    } else if (typeof inner === 'object' && inner !== null) yield* neverValid(command, inner, field);
  }
}

function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 1);
}

/** A wrong type breaks every other rule of its field too, so only this error is shown. */
const TYPE_RULE = /^is(Number|Int|String|Boolean|Array|Object)$/;

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = /^\d+$/.test(error.property) ? `${parent}[${error.property}]` : join(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    rule,
    field,
    message: rule === 'whitelistValidation' ? `${error.property} is not a field of this command` : message,
  }));
  const ofType = own.filter(({ rule }) => TYPE_RULE.test(rule));
  const told = (ofType.length > 0 ? ofType : own).map(({ rule: _, ...each }) => each);
  return [...told, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function join(parent: string, property: string): string {
  return parent === '' ? property : `${parent}.${property}`;
}
