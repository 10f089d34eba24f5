import { once } from 'node:events';
import { EventStoreDBClient } from '@eventstore/db-client';

// What catching up is measured against: the client itself, reading everything from the start until it has been given so
// many events under a prefix. Tells the seconds that this took.

export interface ReadAllOrder {
  readonly url: string;
  readonly prefix: string;
  readonly events: number;
}

const [{ url, prefix, events }] = (await once(process, 'message')) as [ReadAllOrder];
const client = EventStoreDBClient.connectionString(url);
const began = performance.now();
let given = 0;
const found = client.readAll();
for await (const { event } of found) {
  if (event?.streamId.startsWith(prefix)) given += 1;
  if (given === events) break;
}
if (given < events) throw new Error(`Only ${given} of ${events} events were there.`);
process.send?.((performance.now() - began) / 1000);
await client.dispose();
process.disconnect?.();
