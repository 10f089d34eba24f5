import type { Names } from '#read-models/index.js';

/** Blank where a name was erased or is not to be seen; the reference stands in the column beside it. */
export const nameIn = (names: Names, reference: string | null): string | null =>
  reference === null ? null : (names[reference]?.name ?? null);

/** A row with the names of what it mentions. */
export interface ItemNamed<Item> {
  readonly item: Item;
  readonly names: Names;
}

export const toldIn = <Item>({ items, names }: { readonly items: readonly Item[]; readonly names: Names }) =>
  items.map((item): ItemNamed<Item> => ({ item, names }));
