export type Fields = Readonly<Record<string, unknown>>;

export function deltaOf(before: Fields, after: Fields): Fields {
  const delta: Record<string, unknown> = {};
  for (const name in after) if (before[name] !== after[name]) delta[name] = before[name] ?? null;
  for (const name in before) if (!(name in after)) delta[name] = before[name];
  return delta;
}

export function undoDelta(after: Fields, delta: Fields): Fields {
  const before: Record<string, unknown> = { ...after, ...delta };
  for (const name in delta) if (delta[name] === null) delete before[name];
  return before;
}

/** Sorts fields by name, so that equal states compare and serialize equally. */
export function ordered<State extends object>(state: State): State {
  return Object.fromEntries(
    Object.keys(state)
      .sort()
      .map((name) => [name, (state as Fields)[name]]),
  ) as State;
}

/** Serializes a state with sorted fields, without the texts that have their own columns. */
export function bodyOf(state: object): string {
  let body = '';
  for (const name of sortedNames(state)) {
    const value = (state as Fields)[name];
    if (value === undefined || name === 'title' || name === 'description') continue;
    body += `${body === '' ? '' : ','}"${name}":${JSON.stringify(value)}`;
  }
  return `{${body}}`;
}

let last: { readonly names: readonly string[]; readonly sorted: readonly string[] } = { names: [], sorted: [] };

/** Wide states of one kind have the same fields in the same order, and sorting them costs more than all else. */
function sortedNames(state: object): readonly string[] {
  const names = Object.keys(state);
  if (names.length < 2) return names;
  const isAsLast = names.length === last.names.length && names.every((name, place) => name === last.names[place]);
  if (!isAsLast) last = { names, sorted: names.toSorted() };
  return last.sorted;
}
