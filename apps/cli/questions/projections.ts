import { eventsOf, readModelsOf } from '#apps/server/ledger/locations.js';
import { openForReading } from '#event-store/location.js';
import { readStoreSettings } from '#platform/store-settings.js';
import { openAskedStore } from '#projections/location.js';
import { MOST_COUNTED, type ProjectionStatus, projectionStatus } from '#projections/runtime/status.js';
import { answer } from '../answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../flags.js';
import { commandHelp } from '../help.js';

/** `projections`: where each projection stands; ends with 1 where one has stopped. */
export async function projections(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('projections', words, JSON_FLAG);
  if (help) return console.log(commandHelp('projections', JSON_FLAG));
  const settings = readStoreSettings(process.env);
  const store = await openForReading(eventsOf(settings));
  const readModels = await openAskedStore(readModelsOf(settings));
  try {
    const statuses = await projectionStatus(readModels, store, Date.now());
    answer(jsonOf(given), { projections: statuses }, statuses.map(asLine).join('\n'));
    if (statuses.some(({ state }) => state === 'stopped')) process.exitCode = 1;
  } finally {
    await readModels.close();
    await store.close();
  }
}

function asLine({ projection, state, position, lagEvents, lagSeconds, poison }: ProjectionStatus): string {
  const events = lagEvents < MOST_COUNTED ? String(lagEvents) : `${MOST_COUNTED} or more`;
  const line = `${projection.padEnd(12)} ${state.padEnd(8)} at ${position}, ${events} events (${lagSeconds.toFixed(1)} s) behind`;
  return poison
    ? `${line}\n  stopped by ${poison.type} ${poison.id} of ${poison.stream} at ${poison.position}: ${poison.error}`
    : line;
}
