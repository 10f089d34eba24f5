import { Command, CommandRunner } from 'nest-commander';
import { WebhooksResumeCommand } from './webhooks-resume.command.js';

@Command({
  name: 'webhooks',
  description: 'take up webhooks that are halted',
  subCommands: [WebhooksResumeCommand],
})
// Without --json of its own, which would take that of its subcommands.
export class WebhooksCommand extends CommandRunner {
  override setCommand(parser: CommandRunner['command']): this {
    return super.setCommand(parser.exitOverride());
  }

  async run(): Promise<void> {
    this.command.help({ error: true });
  }
}
