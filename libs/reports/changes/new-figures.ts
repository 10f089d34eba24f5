import { recentFigures, type TargetView } from '#read-models/index.js';
import type { Item, QueryContext } from '#read-store/index.js';
import type { ClassifiedEntry } from './lines.js';
import type { ChangedItem } from './schema.js';

type NewFigures = NonNullable<ChangedItem['measured']>;

const MEASURED = /^measurements\.(.+)$/;

/** What each target's new figures say: level, verdict, the figure before, and how long it has been missed. */
export async function newFigures(
  view: QueryContext,
  items: readonly Item<object>[],
  entriesById: ReadonlyMap<string, readonly ClassifiedEntry[]>,
): Promise<ReadonlyMap<number, NewFigures>> {
  const periods = new Map(items.map(({ key, head }) => [key, measuredPeriods(entriesById.get(head.id) ?? [])]));
  const targets = items.filter(({ key, state }) => (periods.get(key)?.size ?? 0) > 0 && 'direction' in state);
  const recent = await recentFigures(view, targets as readonly Item<TargetView>[]);
  return new Map(
    (targets as readonly Item<TargetView>[]).map(({ key, state: { unit, direction } }, index) => {
      const figures = recent[index] ?? [];
      const told = figures.flatMap((figure, at) => {
        if (!periods.get(key)?.has(figure.period)) return [];
        const last = figures[at - 1];
        const before = last ? { period: last.period, value: last.value } : null;
        const upTo = figures.slice(0, at + 1).filter(({ verdict }) => verdict !== null);
        const kept = upTo.findLastIndex(({ verdict }) => verdict === 'met');
        return [{ ...figure, before, missedInRow: figure.verdict === 'missed' ? upTo.length - 1 - kept : 0 }];
      });
      return [key, { unit, direction, figures: told }];
    }),
  );
}

const measuredPeriods = (entries: readonly ClassifiedEntry[]) =>
  new Set(entries.flatMap(({ entry }) => entry.changes.flatMap(({ field }) => MEASURED.exec(field)?.[1] ?? [])));
