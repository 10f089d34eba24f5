import { Command, CommandRunner } from 'nest-commander';
import { LISTED } from '../shell/command-list.js';
import { WebhooksResumeCommand } from './webhooks-resume.command.js';

@Command({ ...LISTED.webhooks, subCommands: [WebhooksResumeCommand] })
// Without --json of its own, which would take that of its subcommands.
export class WebhooksCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
