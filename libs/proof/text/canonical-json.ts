type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type { Json as ProofJson };

/**
 * RFC 8785. Numbers are as ECMAScript prints them, and names are sorted by UTF-16 code units, as `sort` does. Errors:
 * TypeError for what JSON cannot hold.
 */
export function canonicalise(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonicalise).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}.`);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${text(name)}:${canonicalise(value[name] as Json)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('A lone surrogate has no canonical JSON.');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}.`);
  return JSON.stringify(value);
}
