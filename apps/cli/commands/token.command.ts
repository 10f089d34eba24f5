import { Command } from 'nest-commander';
import { LedgerCommand } from './ledger-command.js';
import { TokenCreateCommand } from './token-create.command.js';
import { TokenListCommand } from './token-list.command.js';
import { TokenRevokeCommand } from './token-revoke.command.js';

@Command({
  name: 'token',
  description: 'make, list and revoke the tokens that give access',
  subCommands: [TokenCreateCommand, TokenListCommand, TokenRevokeCommand],
})
export class TokenCommand extends LedgerCommand {
  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
