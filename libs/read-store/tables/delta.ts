/** An item's state by its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields in which two states differ, as they were in the first; null where it had none. */
export function deltaOf(before: Fields, after: Fields): Fields {
  const delta: Record<string, unknown> = {};
  for (const name in after) if (before[name] !== after[name]) delta[name] = before[name] ?? null;
  for (const name in before) if (!(name in after)) delta[name] = before[name];
  return delta;
}

/** The state that a delta was taken from, given the one that came after. */
export function undone(after: Fields, delta: Fields): Fields {
  const before: Record<string, unknown> = { ...after, ...delta };
  for (const name in delta) if (delta[name] === null) delete before[name];
  return before;
}

/** A state's fields by name, so that it does not matter in which order they came about. */
export function ordered<State extends object>(state: State): State {
  return Object.fromEntries(
    Object.keys(state)
      .sort()
      .map((name) => [name, (state as Fields)[name]]),
  ) as State;
}

/** A state as JSON, its fields in order; its texts, which stand in columns of their own, are left out. */
export function bodyOf(state: object): string {
  const body: Record<string, unknown> = {};
  for (const name of Object.keys(state).sort())
    if (name !== 'title' && name !== 'description') body[name] = (state as Fields)[name];
  return JSON.stringify(body);
}
