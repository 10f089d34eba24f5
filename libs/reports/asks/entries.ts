import type { CalendarDate, Disposition, OccurredAt, Rating, RatingReason, WayTaken } from '#domain/index.js';

import type { QueryContext } from '#read-store/index.js';
import { FIGURE_TABLES, type FigureTable } from '../figures/figures.js';
import { type ReportLineHead, reportLines } from '../figures/lines.js';

export interface MovedDate {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** Positive when later; null when either date has no last day. */
  readonly days: number | null;
  readonly reason: string | null;
  readonly number: number;
}

export type AskDetails =
  | { readonly narrative: string | null; readonly occurredAt: OccurredAt | null }
  | { readonly to: string; readonly ask: string }
  | MovedDate
  | { readonly disposition: Disposition; readonly takenBy: WayTaken; readonly decidedOn: OccurredAt }
  | {
      readonly rating: Rating;
      readonly derived: { readonly rating: Rating | null; readonly reasons: readonly RatingReason[] };
    };

export interface Entry {
  readonly table: FigureTable;
  readonly key: number;
  readonly asked: AskDetails;
}
export interface Entries {
  readonly total: number;
  readonly entries: readonly Entry[];
}

export interface AskItem extends Pick<ReportLineHead, 'reference' | 'kind' | 'title' | 'programme' | 'owner'> {
  readonly asked: AskDetails;
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
