export function omitUndefined<Fields extends object>(fields: Fields): Fields {
  // Most plain objects hold nothing to leave out; copies of thousands of them are costly garbage.
  if (Object.getPrototypeOf(fields) === Object.prototype && isWhole(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

function isWhole<Fields extends object>(fields: Fields): boolean {
  for (const name in fields) if (fields[name] === undefined) return false;
  return true;
}
