import { Option, SubCommand } from 'nest-commander';
import { IssueToken } from '#domain/access/token.js';
import { bodyOf } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { COMMANDS } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand, listOf } from './ledger-command.js';

interface Options extends JsonOption {
  readonly party: string;
  readonly roles: string[];
  readonly programmes?: string[];
  readonly groups?: string[];
  readonly label?: string;
}

@SubCommand(COMMANDS['token create'])
export class TokenCreateCommand extends LedgerCommand {
  async run(_: string[], { json, ...fields }: Options): Promise<void> {
    const command = bodyOf(IssueToken, fields);
    const result = await withLedger((client) => client.give({ kind: 'access', command }));
    this.answer({ json }, result, `${result.reference} ${result.token}`);
  }

  @Option({
    flags: '--party <party>',
    description: 'the party that the token acts for, by id or reference',
    required: true,
  })
  party(party: string) {
    return party;
  }

  @Option({
    flags: '--roles <roles>',
    description: 'viewer, auditor, contributor, secretary, administrator; several with commas',
    required: true,
  })
  roles(roles: string) {
    return listOf(roles);
  }

  @Option({ flags: '--programmes <programmes>', description: 'programmes that a contributor may also report on' })
  programmes(programmes: string) {
    return listOf(programmes);
  }

  @Option({ flags: '--groups <groups>', description: 'groups whose restricted items it sees' })
  groups(groups: string) {
    return listOf(groups);
  }

  @Option({ flags: '--label <label>', description: 'what it is for' })
  label(label: string) {
    return label;
  }
}
