import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginLedger, commandPorts, openLedger, SYSTEM, simulatedClock } from '#application/index.js';
import { aggregates } from '#domain/index.js';
import { loadPlan, readPlan } from '#plan-import/index.js';
import { readConfig } from '#platform/index.js';
import { ROOT, temporaryFolder } from '../support/processes.js';

const PLAN = join(ROOT, 'seeds/dorset-mental-health-2018');

/** Two folders with one ledger, illustrative, that holds the plan as the year begins: a copy differs in nothing. */
export async function twoLedgersOfThePlan(begins: string): Promise<readonly [string, string]> {
  const folders = [temporaryFolder(), temporaryFolder()] as const;
  const [made, copy] = folders;
  const config = readConfig({ DATA_DIR: made, SEED: 'none', PORT: '0' });
  const plan = readPlan(PLAN, aggregates);
  const ledger = await openLedger(config, commandPorts(config).ports, simulatedClock(begins));
  try {
    await beginLedger(ledger, () => plan.ledger);
    await loadPlan(plan, (request) => ledger.commands.handle({ ...request, principal: SYSTEM }));
  } finally {
    await ledger.close();
  }
  cpSync(made, copy, { recursive: true });
  // A folder that knows its place would take its copy for a restored one.
  rmSync(join(copy, 'place.json'), { force: true });
  return folders;
}
