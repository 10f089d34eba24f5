import { type Context, isRefusal, type Kind, type LookupResult, type Refusal, refuse } from './decider.js';

export function unknownReferenceMessage(field: string, kind: string, ref: string): string {
  return `${field}: unknown ${kind} ${ref}. Give the id or reference of one on this ledger.`;
}

export function resolve<State>(
  context: Pick<Context, 'lookup'>,
  kind: Kind,
  ref: string,
  field: string,
): LookupResult<State> | Refusal {
  return (
    context.lookup.find<State>(kind, ref) ??
    refuse('unknown-reference', unknownReferenceMessage(field, kind, ref), {
      field,
      value: ref,
    })
  );
}

const CLOSED = { programme: 'programme-closed', group: 'group-closed' } as const;

/** Errors: also `programme-closed`, `group-closed`. */
export function resolveOpen(
  context: Context,
  kind: 'programme' | 'group',
  ref: string,
  field: string,
): LookupResult<{ closed: boolean }> | Refusal {
  const found = resolve<{ closed: boolean }>(context, kind, ref, field);
  if (isRefusal(found) || !found.state.closed) return found;
  return refuse(CLOSED[kind], `${found.reference} is closed; choose a ${kind} that is open.`, {
    field,
    value: ref,
  });
}

export function resolveAll(context: Context, kind: Kind, refs: readonly string[], field: string): string[] | Refusal {
  const ids: string[] = [];
  for (const [index, ref] of refs.entries()) {
    const found = resolve(context, kind, ref, `${field}[${index}]`);
    if (isRefusal(found)) return found;
    ids.push(found.id);
  }
  return [...new Set(ids)];
}

export function optionally<Given, Result>(
  given: Given | undefined,
  find: (given: Given) => Result,
): Result | undefined {
  return given === undefined ? undefined : find(given);
}

export function changed<Wanted extends object>(state: object, wanted: Wanted): Partial<Wanted> | undefined {
  const before = state as Record<string, unknown>;
  const entries = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]),
  );
  return entries.length > 0 ? (Object.fromEntries(entries) as Partial<Wanted>) : undefined;
}
