import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { LIMITS } from './validation.js';

type Class = new () => object;

/** One object with rules of its own. An array is none, which ValidateNested alone would let pass. */
export const IsNested = (of: () => Class) => all(IsObject(), ValidateNested(), Type(of));

/** A list of objects with rules of their own. */
export const IsNestedList = (of: () => Class, limit: number = LIMITS.list) =>
  all(IsArray(), ArrayMaxSize(limit), IsObject({ each: true }), ValidateNested({ each: true }), Type(of));

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
