import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, describe } from '@jest/globals';
import { type EventStoreDBOptions, openEventStoreDB } from '#event-store/eventstoredb/store.js';
import type { EventStore } from '#event-store/port/port.js';
import { type LocalStandIn, type StandInOptions, startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { REAL_SERVER, testPrefix } from './server.js';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Something to be ended after the test. */
export function ending<Thing>(thing: Thing, end: (thing: Thing) => Promise<unknown>): Thing {
  endings.push(() => end(thing));
  return thing;
}

/** For tests that inject faults, or need a server to themselves: skipped on a real one. */
export const describeOnStandIn = REAL_SERVER ? describe.skip : describe;

/** A server that others may use too. */
export const anyServer = async (): Promise<string> => REAL_SERVER ?? (await startServer()).url;

/** A stand-in, to which anything may be done. */
export const startServer = async (options?: StandInOptions): Promise<LocalStandIn> =>
  ending(await startStandIn(options), (standIn) => standIn.stop());

/** A store on a server, in streams of its own unless a prefix is given. */
export const storeOn = (url: string, options: Partial<EventStoreDBOptions> = {}): EventStore =>
  ending(openEventStoreDB({ url, prefix: testPrefix(), ...options }), (store) => store.close());

/** The official client itself, for what the port cannot do. */
export const clientOf = (url: string): EventStoreDBClient =>
  ending(EventStoreDBClient.connectionString(url), (client) => client.dispose());
