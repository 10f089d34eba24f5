import { inFile } from '#event-store/location.js';
import { whatIf } from '#maintenance/what-if/what-if.js';
import { inDataDir } from '#read-store/runtime/read-location.js';

// A what-if in a process of its own: tells how fast it replayed, and the most memory that it took.

export interface Replayed {
  readonly events: number;
  readonly seconds: number;
  readonly megabytes: number;
}

const [, , dataDir = '', eventsFile = ''] = process.argv;
const { replayed } = await whatIf({
  readModels: inDataDir(dataDir),
  events: inFile(eventsFile),
  rules: { breach: { tolerance: '2%', consecutive: 2 } },
  now: new Date().toISOString(),
});
const told: Replayed = { ...replayed, megabytes: process.resourceUsage().maxRSS / 1000 };
process.send?.(told);
process.disconnect?.();
