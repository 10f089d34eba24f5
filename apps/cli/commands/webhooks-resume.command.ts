import { isFailure, type Result } from '#commands/index.js';
import { ResumeWebhook } from '#domain/index.js';
import { bodyOf, type LedgerClient } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly fromNumber?: number;
  readonly reason?: string;
}

export const webhooksResume = ledgerCommand('webhooks resume')
  .option('--from-number <number>', 'begin with the event of this number, as the audit trail counts them', Number)
  .option('--reason <reason>', 'why')
  .action(run);

async function run(ref: string | undefined, { json, ...fields }: Options): Promise<void> {
  if (ref === undefined && fields.fromNumber !== undefined)
    throw new Error('--from-number needs one webhook; name it, such as WEBHOOK-01.');
  const command = bodyOf(ResumeWebhook, fields);
  const results = await withLedger(async (door) => {
    const refs = ref === undefined ? await door.haltedWebhooks() : [ref];
    const resumed: Result[] = [];
    for (const each of refs) resumed.push(...(await resume(door, each, command, ref !== undefined)));
    return resumed;
  });
  answer({ json }, { webhooks: results }, results.map(lineOf).join('\n') || 'No webhook is halted.');
}

/** The copied access store may hold a webhook created after the events were copied. */
async function resume(client: LedgerClient, ref: string, command: ResumeWebhook, isNamed: boolean): Promise<Result[]> {
  try {
    return [await client.give({ kind: 'webhook', verb: 'resume', ref, command })];
  } catch (failure) {
    if (!isNamed && isFailure(failure) && failure.code === 'item-not-found') return [];
    throw failure;
  }
}

const lineOf = ({ reference, events }: Result) => `${reference} ${events.length > 0 ? 'is resumed' : 'was not halted'}`;
