import { eventsOf, readModelsOf } from '#application/index.js';
import { rebuild } from '#maintenance/index.js';
import { countedFromFirst, readStoreSettings, withProgress } from '#platform/index.js';
import { describeForeign } from '#read-store/index.js';
import { summaryOf } from '../diff/lines.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

export const rebuildReadModels = ledgerCommand('rebuild').action(run);

async function run(options: JsonOption): Promise<void> {
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
  answer(
    options,
    made,
    `${name}: ${events} events up to position ${position} in ${seconds.toFixed(1)} s (${rate} a second)${[
      compared ? summaryOf(compared) : [],
      describeForeign(foreign) ?? [],
    ]
      .flat()
      .map((line) => `\n${line}`)
      .join('')}`,
  );
}
