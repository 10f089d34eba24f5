import { join } from 'node:path';
import type { Instant, Rules } from '#domain/index.js';
import { openForReading, type StoreLocation } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { PROJECTIONS } from '#read-models/index.js';
import {
  type AsOf,
  EVERYTHING,
  inDataDir,
  liveName,
  openReadModels,
  type QueryContext,
  type ReadLocation,
  type ReadModels,
  refuseOutdated,
} from '#read-store/index.js';
import { fill } from '#read-store/sqlite/index.js';
import { readBatches } from '../batches/rebuild-batches.js';
import type { Matched } from '../batches/under-rules.js';
import { type BreachTimings, compareBreaches } from './breaches.js';
import { compareMeeting, type MeetingDifference, meetingsHeld } from './meetings.js';
import { inScratchFolder } from './scratch.js';
import { readSpan, type WhatIfSpan, type WhatIfSpanAsked } from './span.js';

export interface WhatIfOptions extends WhatIfSpanAsked {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
  readonly rules: Rules;
  readonly now: Instant;
  readonly onProgress?: (events: number, of: number) => void;
}

export interface WhatIf extends WhatIfSpan {
  readonly asOf: AsOf;
  readonly rules: Rules;
  readonly matched: Matched;
  readonly unmatched: readonly string[];
  readonly meetings: readonly MeetingDifference[];
  readonly breaches: BreachTimings;
  readonly replayed: { readonly events: number; readonly seconds: number };
}

/**
 * Replays the ledger under other rules into a scratch file and compares it with the live read models at their position.
 * Only reads the ledger.
 * Errors: those of `readSpan`; `no-read-models`; `projection-outdated` where other code built the live ones.
 */
export async function whatIf(options: WhatIfOptions): Promise<WhatIf> {
  // Fails early where there is no ledger, before it makes a folder.
  await (await openForReading(options.events)).close();
  const store = await openReadStore(options.readModels);
  try {
    const live = await liveName(store);
    refuseOutdated(await store.outdated(live));
    const models = openReadModels(live, store);
    try {
      return await inScratchFolder('action-ledger-what-if', (folder) => replayAndCompare(options, models, folder));
    } finally {
      await models.close();
    }
  } finally {
    await store.close();
  }
}

async function replayAndCompare(
  { events, rules, now, onProgress, ...asked }: WhatIfOptions,
  ledger: ReadModels,
  folder: string,
): Promise<WhatIf> {
  const { asOf, first } = await ledger.read({ now }, EVERYTHING, async ({ db, moment }) => ({
    asOf: moment.asOf,
    first: await db.selectFrom('audit').select('recorded_at').orderBy('number').limit(1).executeTakeFirst(),
  }));
  const began = first ? new Date(first.recorded_at).toISOString() : now;
  const span = readSpan(asked, { first: began, last: asOf.recordedAt ?? now, now });
  const started = performance.now();
  const name = 'read-1.db';
  const spillFile = join(folder, 'rows.db');
  let matched: Matched = { schemes: 0, targets: 0, judged: 0 };
  const batches = readBatches({ events, upTo: asOf.position, rules, spillFile }, (found) => {
    matched = found;
  });
  const progressed = (_step: unknown, { number }: { readonly number: number }) => onProgress?.(number, asOf.number);
  await fill(join(folder, name), { projections: PROJECTIONS, batches, onProgress: progressed, spillFile });
  const seconds = (performance.now() - started) / 1000;
  const scratch = await openReadStore(inDataDir(folder));
  const under = openReadModels(name, scratch);
  try {
    const compared = await ledger.read({ asOfPosition: asOf.position, now }, EVERYTHING, (live) =>
      under.read({ now }, EVERYTHING, (replayed) => compare(live, replayed, span, rules)),
    );
    const replayed = { events: asOf.number, seconds };
    return { ...span, asOf, rules, matched, unmatched: unmatchedIn(rules, matched), ...compared, replayed };
  } finally {
    await under.close();
    await scratch.close();
  }
}

async function compare(ledger: QueryContext, rules: QueryContext, { from, to }: WhatIfSpan, { scheme }: Rules) {
  const stopped = rules.moment.behind[0];
  if (stopped)
    throw new Error(`Replay under these rules failed: projection ${stopped.projection} stopped at a poison event.`);
  const meetings: MeetingDifference[] = [];
  for (const meeting of await meetingsHeld(ledger, from, to))
    meetings.push(await compareMeeting(ledger, rules, meeting, scheme !== undefined));
  return { meetings, breaches: await compareBreaches(ledger, rules, from, to) };
}

function unmatchedIn({ scheme, breach }: Rules, { schemes, targets, judged }: Matched): string[] {
  const unmatched: string[] = [];
  if (scheme && schemes === 0) unmatched.push('The scheme rule matches nothing: no rating scheme was ever adopted.');
  if (breach && targets === 0)
    unmatched.push(
      'The breach rule matches nothing: no target has a reference, or belongs to a programme, that it names.',
    );
  else if (breach && judged === 0)
    unmatched.push('The breach rule matches nothing: no measurement of its targets was ever recorded.');
  return unmatched;
}
