import { Command } from 'nest-commander';
import { eventsOf, readModelsOf } from '#apps/server/ledger/locations.js';
import { openForReading } from '#event-store/location.js';
import { readConfig } from '#platform/config.js';
import { openReadStore } from '#projections/location.js';
import { foreignSentence } from '#projections/runtime/foreign.js';
import { ANOTHER_HISTORY } from '#projections/runtime/history.js';
import { MOST_COUNTED, type ProjectionStatus, passedOver, projectionStatus } from '#projections/runtime/status.js';
import { knownMissing } from '../known-missing.js';
import { inOneLine } from '../report/visible-text.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';
import { ProjectionsDiffCommand } from './projections-diff.command.js';

@Command({
  name: 'projections',
  description: 'show where each projection stands and how far it lags; works beside a running server',
  subCommands: [ProjectionsDiffCommand],
})
export class ProjectionsCommand extends LedgerCommand {
  async run(_: string[], options: JsonOption): Promise<void> {
    const config = readConfig(process.env);
    const store = await openForReading(eventsOf(config));
    const readModels = await openReadStore(readModelsOf(config));
    try {
      const { projections, other } = await projectionStatus(readModels, store, Date.now());
      const foreign = await passedOver(readModels);
      const missing = other ? [] : await knownMissing(config, readModels, store);
      const warnings = [...(other ? [{ code: ANOTHER_HISTORY, detail: other.detail }] : []), ...missing];
      const said = warnings.map(({ code, detail }) => `${code}: ${detail}`);
      const lines = [...projections.map(asLine), foreignSentence(foreign) ?? [], ...said].flat();
      this.answer(options, { projections, foreign, warnings }, lines.join('\n'));
      if (other || projections.some(({ state }) => state === 'stopped')) process.exitCode = 1;
    } finally {
      await readModels.close();
      await store.close();
    }
  }
}

function asLine({ projection, state, position, lagEvents, lagSeconds, poison }: ProjectionStatus): string {
  if (state === 'of another history') return `${projection.padEnd(12)} ${state} at ${position}`;
  const events = lagEvents < MOST_COUNTED ? String(lagEvents) : `${MOST_COUNTED} or more`;
  const line = `${projection.padEnd(12)} ${state.padEnd(8)} at ${position}, ${events} events (${lagSeconds.toFixed(1)} s) behind`;
  return poison
    ? `${line}\n  stopped by ${poison.type} ${poison.id} of ${poison.stream} at ${poison.position}: ${inOneLine(poison.error)}`
    : line;
}
