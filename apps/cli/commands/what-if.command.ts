import { eventsOf, readModelsOf } from '#application/index.js';
import { whatIf } from '#maintenance/index.js';
import { readStoreSettings, withProgress } from '#platform/index.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { linesOf } from '../what-if/lines.js';
import { readRules } from '../what-if/read-rules.js';
import { type SpanOptions, spanCommand } from './ledger-command.js';

interface Options extends JsonOption, SpanOptions {
  readonly rules: string;
}

export const whatIfRules = spanCommand('what-if')
  .requiredOption('--rules <file>', 'the rules, a YAML file: docs/what-if.md')
  .action(run);

async function run({ json, rules, ...span }: Options): Promise<void> {
  const config = readStoreSettings(process.env);
  const read = readRules(rules);
  const found = await withProgress('Replaying', (onProgress) =>
    whatIf({
      readModels: readModelsOf(config),
      events: eventsOf(config),
      rules: read,
      now: new Date().toISOString(),
      onProgress,
      ...span,
    }),
  );
  answer({ json }, found, linesOf(found).join('\n'), found.asOf.illustrative);
}
