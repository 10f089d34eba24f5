import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#domain/kernel/json.js';
import { fieldsOf } from '#read-models/audit/fields.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { itemOf } from '#read-store/tables/events.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { type Replayed, replay } from '#test/support/read-models/replay.js';
import { CHANGED_ITEM_KINDS } from './change-kinds.js';
import { listChanges } from './changes.js';

const NOW = '2019-06-01T12:00:00.000Z';
const nobody = async () => new Map<string, string>();

/** The fields of an item as a plain replay has them, its figures and breaches by period. */
function fields(stream: string, replayed: Replayed | undefined): Readonly<Record<string, unknown>> {
  if (!replayed) return {};
  const keyed = Object.entries(replayed.keyed).map(([key, row]) => {
    const [table] = key.split(' ');
    return [`${table}.${(row as { period: string }).period}`, row];
  });
  return { ...fieldsOf(itemOf(stream).kind, replayed.state), ...Object.fromEntries(keyed) };
}

/** What a plain replay of both moments says has changed: field by field, of the items that a report covers. */
function expected(before: ReadonlyMap<string, Replayed>, after: ReadonlyMap<string, Replayed>) {
  const lines: string[] = [];
  for (const [stream, is] of after) {
    if (!CHANGED_ITEM_KINDS.some((kind) => stream.startsWith(`${kind}-`))) continue;
    const [one, other] = [fields(stream, before.get(stream)), fields(stream, is)];
    for (const field of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const [was, now] = [one[field] ?? null, other[field] ?? null];
      const none = was === null && Array.isArray(now) && now.length === 0;
      if (canonicalJson(was) !== canonicalJson(now) && !none) lines.push(lineOf(stream, field, was, now));
    }
  }
  return lines.sort();
}

// References of random histories are their ids in capitals, and the board's.
const lineOf = (stream: string, field: string, before: unknown, after: unknown) =>
  `${stream} ${field} ${canonicalJson(JSON.parse(JSON.stringify([before, after])))}`
    .replaceAll('"BOARD"', '"g1"')
    .toLowerCase();

describeOnEveryEngine('changes', () => {
  test('what changed between any two moments about any time is the difference of two plain replays', async () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const about = fc.option(fc.date({ min: new Date('2017-10-01'), max: new Date('2019-06-01'), noInvalidDate: true }));
    await fc.assert(
      fc.asyncProperty(histories(), part, part, about, async (events, one, other, effectiveAt) =>
        withReadStore(async (store) => {
          const [since, until] = [one, other]
            .map((at) => Math.max(1, Math.round(at * events.length)))
            .sort((a, b) => a - b) as [number, number];
          const models = opened(store, await projected(store, events));
          const asked = { ...(effectiveAt && { effectiveAt: effectiveAt.toISOString() }), now: NOW };
          const told = await models.read(asked, EVERYTHING, (view) =>
            listChanges(view, { since: String(since), until: String(until) }, { limit: 100 }, nobody),
          );
          await models.close();
          const items = told?.items ?? [];
          const lines = items.flatMap(({ kind, id, changes }) =>
            changes.flatMap(({ field, before, after, how }) =>
              how === 'returned' || field === 'note' ? [] : [lineOf(`${kind}-${id}`, field, before, after)],
            ),
          );
          const at = effectiveAt?.getTime();
          expect(lines.sort()).toEqual(expected(replay(events, since, at), replay(events, until, at)));
          const returned = items.flatMap(({ changes }) => changes.filter(({ how }) => how === 'returned'));
          for (const { before, after } of returned) expect(before ?? []).toEqual(after ?? []);
        }),
      ),
      { numRuns: runs(40) },
    );
  });

  test('about now, all that was recorded is told of; about no time in particular it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), (events) =>
        withReadStore(async (store) => {
          const models = opened(store, await projected(store, events));
          const told = (asked: { effectiveAt?: string }) =>
            models.read({ ...asked, now: NOW }, EVERYTHING, (view) =>
              listChanges(view, { since: '1' }, { limit: 100 }, nobody),
            );
          const live = await told({});
          const now = await told({ effectiveAt: '2030-01-01T00:00:00.000Z' });
          expect(now?.items.map(({ links: _, ...item }) => item)).toEqual(
            live?.items.map(({ links: _, ...item }) => item),
          );
          expect(now?.totals).toEqual(live?.totals);
          await models.close();
        }),
      ),
      { numRuns: runs(15) },
    );
  });
});
