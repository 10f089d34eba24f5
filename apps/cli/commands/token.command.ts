import { Command, CommandRunner } from 'nest-commander';
import { COMMANDS } from '../shell/command-list.js';
import { TokenCreateCommand } from './token-create.command.js';
import { TokenRevokeCommand } from './token-revoke.command.js';

@Command({ ...COMMANDS.token, subCommands: [TokenCreateCommand, TokenRevokeCommand] })
// Has no --json of its own, which would swallow the subcommand's.
export class TokenCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
