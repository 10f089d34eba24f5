import { Option, SubCommand } from 'nest-commander';
import { CommandFailure } from '#commands/failures.js';
import type { Result } from '#commands/request.js';
import { ResumeWebhook } from '#domain/webhook/deliveries.js';
import { bodyOf, type LedgerClient } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { COMMANDS } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly fromNumber?: number;
  readonly reason?: string;
}

@SubCommand(COMMANDS['webhooks resume'])
export class WebhooksResumeCommand extends LedgerCommand {
  async run([ref]: string[], { json, ...fields }: Options): Promise<void> {
    if (ref === undefined && fields.fromNumber !== undefined)
      throw new Error('--from-number needs one webhook; name it, such as WEBHOOK-01.');
    const command = bodyOf(ResumeWebhook, fields);
    const results = await withLedger(async (client) => {
      const refs = ref === undefined ? await client.haltedWebhooks() : [ref];
      const resumed: Result[] = [];
      for (const each of refs) resumed.push(...(await resume(client, each, command, ref !== undefined)));
      return resumed;
    });
    this.answer({ json }, { webhooks: results }, results.map(lineOf).join('\n') || 'No webhook is halted.');
  }

  @Option({
    flags: '--from-number <number>',
    description: 'begin with the event of this number, as the audit trail counts them',
  })
  fromNumber(number: string) {
    return Number(number);
  }

  @Option({ flags: '--reason <reason>', description: 'why' })
  reason(reason: string) {
    return reason;
  }
}

/** The copied access store may hold a webhook created after the events were copied. */
async function resume(client: LedgerClient, ref: string, command: ResumeWebhook, isNamed: boolean): Promise<Result[]> {
  try {
    return [await client.give({ kind: 'webhook', verb: 'resume', ref, command })];
  } catch (failure) {
    if (!isNamed && failure instanceof CommandFailure && failure.code === 'item-not-found') return [];
    throw failure;
  }
}

const lineOf = ({ reference, events }: Result) => `${reference} ${events.length > 0 ? 'is resumed' : 'was not halted'}`;
