import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isClaim, itemOf } from '../model/events.js';
import { findItem } from '../read/references.js';
import { EVERYTHING } from '../read/visible.js';
import { inFolder, openInThread, projected } from '../testing/files.js';
import { histories } from '../testing/histories.js';
import { replay } from '../testing/replay.js';
import { changesAt } from './changes.js';

const NOW = '2019-06-01T12:00:00.000Z';

test('the changes of every event are the difference of plain replays before and after it', () =>
  fc.assert(
    fc.asyncProperty(histories({ maxLength: 30 }), async (events) =>
      inFolder(async (folder) => {
        const models = openInThread(projected(join(folder, 'read.db'), events));
        for (const { stream, position } of events.filter((event) => !isClaim(event.stream))) {
          const changes = await models.read({ now: NOW }, EVERYTHING, async ({ db }) => {
            const item = await findItem(db, itemOf(stream).id);
            return changesAt(db, item?.key ?? 0, position);
          });
          expect(changes).toEqual(difference(stateAt(events, stream, position - 1), stateAt(events, stream, position)));
        }
        await models.close();
      }),
    ),
    { numRuns: 25 },
  ));

type History = Parameters<typeof replay>[0];
type State = Record<string, unknown>;

const stateAt = (events: History, stream: string, position: number): State =>
  JSON.parse(JSON.stringify(replay(events, position).get(stream)?.state ?? {}));

function difference(before: State, after: State) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return fields
    .filter((field) => field !== 'reference' && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
