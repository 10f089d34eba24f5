import { eventsOf, readModelsOf } from '#application/index.js';
import { openForReading } from '#event-store/index.js';
import { readStoreSettings } from '#platform/index.js';
import { openQueryStore } from '#projector/index.js';
import {
  ANOTHER_HISTORY,
  describeForeign,
  MOST_COUNTED,
  type ProjectionStatus,
  projectionStatus,
  skippedEvents,
} from '#read-store/index.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { knownMissing } from '../shell/known-missing.js';
import { inOneLine } from '../text/visible-text.js';

/** Exits with 1 when a projection has stopped. */
export async function projections(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('projections', words, JSON_FLAG);
  if (help) return console.log(commandHelp('projections', JSON_FLAG));
  const settings = readStoreSettings(process.env);
  const store = await openForReading(eventsOf(settings));
  const readModels = await openQueryStore(readModelsOf(settings));
  try {
    const { projections: statuses, other } = await projectionStatus(readModels, store, Date.now());
    const foreign = await skippedEvents(readModels);
    const missing = other ? [] : await knownMissing(settings, readModels, store);
    const warnings = [...(other ? [{ code: ANOTHER_HISTORY, detail: other.detail }] : []), ...missing];
    const warningLines = warnings.map(({ code, detail }) => `${code}: ${detail}`);
    const lines = [...statuses.map(asLine), describeForeign(foreign) ?? [], ...warningLines].flat();
    answer(jsonOf(given), { projections: statuses, foreign, warnings }, lines.join('\n'));
    if (other || statuses.some(({ state }) => state === 'stopped')) process.exitCode = 1;
  } finally {
    await readModels.close();
    await store.close();
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
