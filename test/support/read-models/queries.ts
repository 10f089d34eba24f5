import type { QueryDependencies } from '#application/queries/execute-query.js';
import { withReadStore } from './engine.js';
import { stored, type ToldFact } from './events.js';
import { opened, projected } from './files.js';

interface Counted extends QueryDependencies {
  /** How many snapshots were opened so far. */
  snapshots(): number;
}

/** Runs a test on what questions need of a history, with names of persons by id. */
export async function withQueries(
  history: readonly ToldFact[],
  test: (of: Counted) => Promise<void>,
  names: Readonly<Record<string, string>> = {},
): Promise<void> {
  const events = stored(history);
  await withReadStore(async (store) => {
    const models = opened(store, await projected(store, events));
    let snapshots = 0;
    try {
      await test({
        read(...asked) {
          snapshots += 1;
          return models.read(...asked);
        },
        directory: {
          namesOf: async (ids) => new Map(ids.flatMap((id) => (names[id] === undefined ? [] : [[id, names[id]]]))),
        },
        reached: async () => true,
        position: () => events.length,
        head: async () => events.length,
        settle: async () => {},
        snapshots: () => snapshots,
      });
    } finally {
      await models.close();
    }
  });
}
