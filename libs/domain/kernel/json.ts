export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A value as JSON keeps it: without what is undefined. */
export function asJson<Value extends object>(value: Value): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
