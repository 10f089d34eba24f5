export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A value as JSON keeps it: a copy of its own fields, all the way down, without those that are undefined. */
export function asJson<Value extends object>(value: Value): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) copy[name] = jsonOf(inner);
  return copy;
}

function jsonOf(value: Json | object): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  return typeof value === 'object' && value !== null ? asJson(value) : value;
}
