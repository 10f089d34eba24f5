import { once } from 'node:events';
import type { RebuildRequest } from '#maintenance/rebuild/messages.js';
import { startProjector } from '#projector/projector.js';

// A projector as a server runs it, in a process of its own, to be killed: it tells where the read models stand.

const [order] = (await once(process, 'message')) as [RebuildRequest];
await startProjector({
  ...order,
  projects: true,
  onLive: () => {},
  onDegraded: (error) => error !== undefined && process.send?.({ hindered: error }),
});
process.send?.('started');
