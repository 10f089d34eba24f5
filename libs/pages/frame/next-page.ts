/** The address of a list's next page: the same question after the last item of this one. */
export function nextPage(
  href: (path: string, query?: Readonly<Record<string, string | undefined>>) => string,
  path: string,
  query: Readonly<Record<string, string>>,
  cursor: string | null,
): string | null {
  return cursor === null ? null : href(path, { ...query, cursor });
}
