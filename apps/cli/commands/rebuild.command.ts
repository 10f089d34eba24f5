import { Command } from 'nest-commander';
import { eventsOf, readModelsOf } from '#application/ledger/locations.js';
import { rebuild } from '#maintenance/rebuild/rebuild.js';
import { countedFromFirst, withProgress } from '#platform/progress.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { foreignSentence } from '#read-store/runtime/foreign.js';
import { summaryOf } from '../diff/lines.js';
import { COMMANDS } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@Command(COMMANDS.rebuild)
export class RebuildCommand extends LedgerCommand {
  async run(_: string[], options: JsonOption): Promise<void> {
    const config = readStoreSettings(process.env);
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    const made = await withProgress('Rebuilding', (progress) => {
      const counted = countedFromFirst(progress);
      return rebuild({
        readModels: readModelsOf(config),
        events: eventsOf(config),
        onProgress: ({ position, head }) => counted(position, head),
        signal: stopping.signal,
      });
    });
    const { name, events, position, seconds, compared, foreign } = made;
    const rate = Math.round(events / Math.max(seconds, 0.001));
    this.answer(
      options,
      made,
      `${name}: ${events} events up to position ${position} in ${seconds.toFixed(1)} s (${rate} a second)${[
        compared ? summaryOf(compared) : [],
        foreignSentence(foreign) ?? [],
      ]
        .flat()
        .map((line) => `\n${line}`)
        .join('')}`,
    );
  }
}
