import autocannon from 'autocannon';
import type { Load, Loaded } from './load.js';

// The load generator's process: every message is a load, answered when it is over.

/** How often it looks whether the time is up, in milliseconds. */
const LOOK = 100;

async function run({ url, headers, connections, seconds, shots }: Load): Promise<Loaded> {
  const requests = shots.map(({ path, body }) => ({
    method: 'POST' as const,
    path,
    body: JSON.stringify(body),
    headers,
  }));
  let connection = 0;
  let answers = 0;
  let began = 0;
  let ended = 0;
  const wrong: Record<string, number> = {};
  const running = autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: LOOK,
    // Each connection goes round the same requests from another place, so that they seldom meet at one item.
    setupClient(client) {
      const from = Math.floor((connection++ / connections) * requests.length);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)].map((request) => ({ ...request })));
    },
  });
  running.on('response', (_client, status) => {
    ended = Date.now();
    began ||= ended;
    if (status >= 200 && status < 300) answers += 1;
    else wrong[status] = (wrong[status] ?? 0) + 1;
  });
  const { errors } = await running;
  if (errors > 0) wrong['no answer'] = errors;
  return { answers, began, ended, wrong };
}

process.on('message', async (load: Load) => process.send?.(await run(load)));
process.send?.('ready');
