export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function asJson<Value extends object>(value: Value): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) copy[name] = jsonOf(inner);
  return copy;
}

function jsonOf(value: Json | object): Json {
  if (Array.isArray(value)) return value.map(jsonOf);
  return typeof value === 'object' && value !== null ? asJson(value) : value;
}

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  const written = names.sort().map((name) => `${JSON.stringify(name)}:${canonicalJson(fields[name])}`);
  return `{${written.join(',')}}`;
}
