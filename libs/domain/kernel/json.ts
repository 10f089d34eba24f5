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

/** A value as JSON that is the same for the same fields in any order; a field that is undefined is none. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  const written = names.sort().map((name) => `${JSON.stringify(name)}:${canonicalJson(fields[name])}`);
  return `{${written.join(',')}}`;
}
