/** A parameter that is given twice counts once: browsers never send one so. */
export function onlyTexts(query: unknown): Record<string, string> {
  const pairs = Object.entries((query ?? {}) as Record<string, string | string[]>);
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]));
}
