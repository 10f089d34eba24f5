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
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(state).sort())
    if (name !== 'title' && name !== 'description') body[name] = (state as Fields)[name];
  return JSON.stringify(body);
}
