import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { type EventStore, START } from '../port/port.js';
import { type CaseScope, endAfter, newPrefix } from './case.js';
import { CONTRACT } from './contract.js';

export interface Engine {
  connect(): Promise<EventStore>;
  dispose(): Promise<void>;
}

/** Registers the contract as Jest tests. The store may be shared: each test keeps to its own stream prefix. */
export function eventStoreContract({ name, open }: { name: string; open(): Promise<Engine> }): void {
  describe(`${name} keeps the event store's contract`, () => {
    let engine: Engine;
    let store: EventStore;
    let end: CaseScope['since'] = START;

    async function reopen() {
      await store.close();
      store = await engine.connect();
      return store;
    }

    beforeAll(async () => {
      engine = await open();
      store = await engine.connect();
    });
    afterAll(async () => {
      await store.close();
      await engine.dispose();
    });

    for (const [theme, cases] of Object.entries(CONTRACT))
      describe(theme, () => {
        for (const { name: title, run } of cases)
          it(title, async () => {
            end = await endAfter(store, end);
            await run({ store, prefix: newPrefix(), since: end, reopen });
          });
      });
  });
}
