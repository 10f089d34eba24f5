import { Command, CommandRunner } from 'nest-commander';
import { COMMANDS } from '../shell/command-list.js';
import { WebhooksResumeCommand } from './webhooks-resume.command.js';

@Command({ ...COMMANDS.webhooks, subCommands: [WebhooksResumeCommand] })
// Has no --json of its own, which would swallow the subcommand's.
export class WebhooksCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
