import { IssueToken } from '#domain/index.js';
import { bodyOf } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand, listOf } from './ledger-command.js';

interface Options extends JsonOption {
  readonly party: string;
  readonly roles: string[];
  readonly programmes?: string[];
  readonly groups?: string[];
  readonly label?: string;
}

export const tokenCreate = ledgerCommand('token create')
  .requiredOption('--party <party>', 'the party that the token acts for, by id or reference')
  .requiredOption(
    '--roles <roles>',
    'viewer, auditor, contributor, secretary, administrator; several with commas',
    listOf,
  )
  .option('--programmes <programmes>', 'programmes that a contributor may also report on', listOf)
  .option('--groups <groups>', 'groups whose restricted items it sees', listOf)
  .option('--label <label>', 'what it is for')
  .action(run);

async function run({ json, ...fields }: Options): Promise<void> {
  const command = bodyOf(IssueToken, fields);
  const result = await withLedger((door) => door.give({ kind: 'token', command }));
  answer({ json }, result, `${result.reference} ${result.token}`);
}
