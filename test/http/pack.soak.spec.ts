import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from '@jest/globals';
import { readPolicy, readVerifierKey } from '#proof/index.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { neverProvenPack, OF_PACK } from '../support/proof/pack-tampering.js';
import { type RunningWitness, startWitness } from '../support/proof/witness.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

/** Ten thousand ways to tamper, over all kinds. */
const TIMES = Math.ceil(10_000 / Object.keys(OF_PACK).length);

let server: ServerInProcess;
let witness: RunningWitness;
let policyText: string;

beforeAll(async () => {
  const folder = temporaryFolder();
  witness = await startWitness(join(folder, 'witness'), []);
  policyText = `witness auditor ${witness.key} ${witness.url}\nquorum auditor\n`;
  writeFileSync(join(folder, 'policy'), policyText);
  server = await startInProcess({ WITNESSES: join(folder, 'policy') });
  await smallPlan(server);
  await eventually(async () => (await server.get('/api/checkpoint')).status === 200);
  for (const key of keys()) witness.follow(key);
  await caughtUp(server, await taken(server, '/api/meetings/BOARD-MTG01/issue-pack'));
  const { number } = (await server.get('/api/meetings/BOARD-MTG01/pack')).body;
  await eventually(async () => (await server.get('/api/checkpoint/witnesses')).body.cosigned?.size > number);
});
afterAll(async () => {
  await server.stop();
  await witness.stop();
});

const keys = () => readFileSync(join(server.folder, 'keys/public-keys'), 'utf8').trimEnd().split('\n');

it.each(Object.keys(OF_PACK))('is never proven where %s', async (name) => {
  const file = join(temporaryFolder(), 'pack.zip');
  await cliInProcess(['pack', 'BOARD-MTG01', '--out', file], { DATA_DIR: server.folder });
  const given = {
    zip: readFileSync(file),
    file,
    verifiers: keys().map(readVerifierKey),
    policy: readPolicy(policyText),
  };
  await neverProvenPack(given, TIMES, [name]);
});
