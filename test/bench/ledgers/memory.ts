import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { below, type Figure } from '../figures.js';
import { HEADERS } from '../http/load.js';
import { startServer } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';

const QUESTIONS = [
  '/api/actions?limit=100',
  '/api/actions?overdueOn=2020-01-01&q=service',
  '/api/targets?limit=100',
  '/api/programmes?limit=100',
  '/api/actions?limit=100&knownAt=2019-01-01T00:00:00Z',
];
const SETTLE_MS = 3_000;
const MB = 1_000_000;

/** The memory of a server that serves a large ledger and has answered some questions, and what the ledger takes on disk. */
export async function memory({ larger }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  const { dataDir } = await ledgers.withReadModels(larger);
  const server = await startServer(dataDir);
  try {
    for (const question of QUESTIONS) {
      const response = await fetch(`${server.url}${question}`, { headers: HEADERS });
      if (!response.ok) throw new Error(`${question} answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.process.pid)])) * 1024;
    const at = `at ${larger.toLocaleString('en-GB')} events`;
    return [
      { name: `server memory (RSS) ${at}`, value: resident / MB, unit: 'MB', goal: below(300) },
      ...readdirSync(dataDir)
        .filter((name) => name.endsWith('.db'))
        .map((name) => ({ name: `${name} ${at}`, value: statSync(join(dataDir, name)).size / MB, unit: 'MB' })),
    ];
  } finally {
    await server.stop();
  }
}
