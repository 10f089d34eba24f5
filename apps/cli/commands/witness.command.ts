import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { verifierKey } from '#proof/index.js';
import {
  evidenceText,
  openWitness,
  readLogs,
  readWitnessState,
  WITNESS_FILE,
  witnessServer,
} from '#witness/serving/index.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { UsageError } from '../shell/usage.js';
import { visible } from '../text/visible-text.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly name?: string;
  readonly logs?: string;
  readonly dir: string;
  readonly host: string;
  readonly port: number;
  readonly evidence?: true;
}

const setting = (flags: string, description: string, variable: string) => new Option(flags, description).env(variable);

export const witness = ledgerCommand('witness')
  .addOption(
    setting('--name <name>', 'what the witness is called, such as witness.example.org/ledgers', 'WITNESS_NAME'),
  )
  .addOption(setting('--logs <file>', 'the public keys of the ledgers to follow, one a line', 'WITNESS_LOGS'))
  .addOption(setting('--dir <folder>', 'where its key and its state are', 'WITNESS_DIR').default('data/witness'))
  .addOption(setting('--host <host>', 'the address to listen on', 'WITNESS_HOST').default('127.0.0.1'))
  .addOption(
    setting('--port <port>', 'the port to listen on; 0 for any', 'WITNESS_PORT').default(3100).argParser(readPort),
  )
  .option('--evidence', 'print what was refused, with both checkpoints, and end')
  .action(run);

async function run({ json, dir, evidence, ...options }: Options): Promise<void> {
  if (evidence) printEvidence(dir, { ...(json && { json }) });
  else await serve(dir, options, { ...(json && { json }) });
}

function printEvidence(dir: string, json: JsonOption): void {
  const file = join(dir, WITNESS_FILE);
  if (!existsSync(file)) throw new Error(`There is no ${file}; give the folder of a witness with --dir.`);
  const state = readWitnessState(file);
  try {
    const evidence = state.evidence();
    answer(json, { evidence }, evidenceText(evidence));
  } finally {
    state.close();
  }
}

async function serve(dir: string, { name, logs, host, port }: Omit<Options, 'dir'>, json: JsonOption): Promise<void> {
  if (name === undefined || logs === undefined)
    throw new UsageError('a witness needs --name <name> and --logs <file>, or WITNESS_NAME and WITNESS_LOGS');
  const followed = readLogs(logs);
  const now = () => new Date();
  const { signer, state } = openWitness(dir, name, now);
  const tell = (said: string) => console.error(visible(`${now().toISOString()} ${said}`));
  const server = witnessServer({ signer, state, logs: followed, now, tell });
  try {
    server.listen(port, host);
    await once(server, 'listening');
    const { port: taken } = server.address() as AddressInfo;
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    const key = verifierKey(signer);
    answer(json, { address, key }, `Witness at ${address}\nPublic key: ${key}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  } finally {
    server.closeAllConnections();
    server.close();
    state.close();
  }
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return Number(text);
}
