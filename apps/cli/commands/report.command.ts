import { Command } from 'nest-commander';
import { ask } from '#apps/server/http/queries/ask.js';
import { readConfig } from '#platform/config.js';
import { EVERYTHING } from '#projections/read/visible.js';
import { called, REPORTS, usageOf } from '../report/called.js';
import { openFolder } from '../report/folder.js';
import { inLines } from '../report/forms.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@Command({
  name: 'report',
  arguments: '[name] [item]',
  description: 'answer a report, as the API does; without a name list them; works beside a running server',
  allowUnknownOptions: true,
  allowExcessArgs: true,
})
export class ReportCommand extends LedgerCommand {
  override setCommand(parser: LedgerCommand['command']): this {
    return super.setCommand(parser.addHelpText('after', () => `\nReports:\n${everyReport()}`));
  }

  async run(words: string[], options: JsonOption): Promise<void> {
    if (words.length === 0) {
      this.answer(options, { reports: [...REPORTS].map(described) }, everyReport());
      return;
    }
    const { route, query, path } = called(words);
    const folder = await openFolder(readConfig(process.env));
    try {
      const found = await ask(folder, route, query, path, EVERYTHING);
      if (folder.lag) console.error(folder.lag);
      // As data it is the API's answer, whose asOf says it.
      const text = options.json ? '' : inLines(route.report, found);
      this.answer(options, found, text, !options.json && folder.illustrative);
    } finally {
      await folder.close();
    }
  }
}

type Report = Parameters<typeof described>[0];

function described([name, route]: readonly [string, NonNullable<ReturnType<typeof REPORTS.get>>]) {
  const parameters = Object.entries(route.parameters).map(([parameter, { description }]) => ({
    name: parameter,
    description,
  }));
  return { name, usage: usageOf(name, route), summary: route.summary, path: `/api/${route.path}`, parameters };
}

function everyReport(): string {
  return [...REPORTS].map(asLines).join('\n');
}

function asLines(report: Report): string {
  const { usage, summary, parameters } = described(report);
  return `    ${usage}: ${summary}\n      ${parameters.map(({ name }) => `--${name}`).join(' ')}`;
}
