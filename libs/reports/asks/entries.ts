import type { QueryContext } from '#read-store/index.js';
import { FIGURE_TABLES, type FigureTable } from '../figures/figures.js';
import { reportLines } from '../figures/lines.js';
import type { AskItem } from '../figures/schema.js';

export interface Entry {
  readonly table: FigureTable;
  readonly key: number;
  readonly asked: AskItem['asked'];
}
export interface Entries {
  readonly total: number;
  readonly entries: readonly Entry[];
}

export async function presentEntries(view: QueryContext, lists: readonly (readonly Entry[])[]): Promise<AskItem[][]> {
  const lines = await Promise.all(
    FIGURE_TABLES.map((table) => {
      const keys = lists.flatMap((entries) => entries.flatMap((entry) => (entry.table === table ? entry.key : [])));
      return reportLines(view, table, [...new Set(keys)]);
    }),
  );
  const byKey = new Map(lines.flatMap((each) => [...each]));
  return lists.map((entries) =>
    entries.flatMap(({ key, asked }) => {
      const line = byKey.get(key);
      if (!line) return [];
      const { reference, kind, title, programme, owner } = line;
      return [{ reference, kind, title, programme, owner, asked }];
    }),
  );
}
