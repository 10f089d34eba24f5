import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStore, START } from '../../port/port.js';
import { openSqliteStore } from '../../sqlite/store.js';
import { type CaseScope, endAfter, newPrefix } from '../case.js';
import { CONTRACT } from '../contract.js';
import { faultsOfReading } from './of-reading.js';
import { faultsOfSubscribing } from './of-subscribing.js';
import { faultsOfWriting } from './of-writing.js';

const FAULTS = [...faultsOfWriting, ...faultsOfReading, ...faultsOfSubscribing];
const CASES = Object.entries(CONTRACT).flatMap(([theme, cases]) =>
  cases.map(({ name, run }) => ({ title: `${theme}: ${name}`, run })),
);

describe('a broken engine does not keep the contract', () => {
  let folder: string;
  let sound: EventStore;
  let end: CaseScope['since'] = START;

  async function connect() {
    sound = await openSqliteStore({ file: join(folder, 'events.db') });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-store-'));
    await connect();
  });
  afterAll(async () => {
    await sound.close();
    await rm(folder, { recursive: true });
  });

  for (const { name, caughtBy, begin } of FAULTS)
    describe(`one that ${name} is caught by`, () => {
      const catchers = CASES.filter(({ title }) => caughtBy.test(title));
      for (const { title, run } of catchers)
        it(title, async () => {
          const broken = begin();
          // A case that failed may have left it closed.
          await sound.head().catch(connect);
          end = await endAfter(sound, end);
          const reopen = async () => {
            await sound.close();
            await connect();
            return broken(sound);
          };
          await expect(run({ store: broken(sound), prefix: newPrefix(), since: end, reopen })).rejects.toThrow();
        });
      it('at least one case', () => expect(catchers).not.toEqual([]));
    });

  it.each(CASES)('$title fails with some fault', ({ title }) => {
    expect(FAULTS.filter(({ caughtBy }) => caughtBy.test(title))).not.toEqual([]);
  });
});
