import { Command, Option } from 'nest-commander';
import { eventsOf, readModelsOf } from '#application/ledger/locations.js';
import { whatIf } from '#maintenance/what-if/what-if.js';
import { withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { COMMANDS } from '../shell/command-list.js';
import { linesOf } from '../what-if/lines.js';
import { readRules } from '../what-if/read-rules.js';
import { SpanCommand, type SpanOptions } from './ledger-command.js';

interface Options extends SpanOptions {
  readonly rules: string;
}

@Command(COMMANDS['what-if'])
export class WhatIfCommand extends SpanCommand {
  async run(_: string[], { json, rules, ...span }: Options): Promise<void> {
    const config = readStoreSettings(process.env);
    const read = readRules(rules);
    const result = await withProgress('Replaying', (onProgress) =>
      whatIf({
        readModels: readModelsOf(config),
        events: eventsOf(config),
        rules: read,
        now: new Date().toISOString(),
        onProgress,
        ...span,
      }),
    );
    this.answer({ json }, result, linesOf(result).join('\n'), result.asOf.illustrative);
  }

  @Option({ flags: '--rules <file>', description: 'the rules, a YAML file: docs/what-if.md', required: true })
  rules(file: string) {
    return file;
  }
}
