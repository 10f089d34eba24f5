import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { LIMITS } from './validation.js';

type Class = new () => object;

export const IsNested = (of: () => Class) => all(IsObject(), ValidateNested(), Type(of));

export const IsNestedList = (of: () => Class, limit: number = LIMITS.list) =>
  all(IsArray(), ArrayMaxSize(limit), IsObject({ each: true }), ValidateNested({ each: true }), Type(of));

/** Accepts text as shorthand for the object whose field `name` it gives; use beside IsNested or IsNestedList. */
export const OrText = (of: () => Class, name: string) => {
  const read = (value: unknown) => (typeof value === 'string' ? plainToInstance(of(), { [name]: value }) : value);
  return all(
    Transform(({ value }) => (Array.isArray(value) ? value.map(read) : read(value))),
    JSONSchema((schema) => {
      const text = { type: 'string' as const, minLength: 1 };
      return schema.items ? { ...schema, items: { anyOf: [text, schema.items] } } : { anyOf: [text, schema] };
    }) as PropertyDecorator,
  );
};

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
