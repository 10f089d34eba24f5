import { Command, CommandRunner } from 'nest-commander';
import { TokenCreateCommand } from './token-create.command.js';
import { TokenListCommand } from './token-list.command.js';
import { TokenRevokeCommand } from './token-revoke.command.js';

@Command({
  name: 'token',
  description: 'make, list and revoke the tokens that give access',
  subCommands: [TokenCreateCommand, TokenListCommand, TokenRevokeCommand],
})
// Without --json of its own, which would take that of its subcommands.
export class TokenCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
