import { createInterface } from 'node:readline';
import { StoreError } from '../../port/errors.js';
import { openSqliteStore } from '../store.js';

const say = (answer: unknown) => console.log(JSON.stringify(answer));

const failed = (error: unknown) => {
  if (!(error instanceof StoreError)) throw error;
  const { code, message, fields } = error;
  return { code, message, fields };
};

try {
  const store = await openSqliteStore({ file: process.argv[2] ?? '' });
  say({ pid: process.pid });
  for await (const line of createInterface({ input: process.stdin })) {
    const { stream, events, expected } = JSON.parse(line);
    // Not awaited, so that lines that arrive together share a transaction.
    void store.append(stream, events, expected).then(say, (error) => say(failed(error)));
  }
  await store.close();
} catch (error) {
  say(failed(error));
}
