import type { StoredEvent } from '#event-store/port/port.js';
import type { TemporalQuery } from '#read-store/query/moment.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import type { ReadModels } from '#read-store/runtime/read-models.js';
import { withReadStore } from './engine.js';
import { stored, type ToldFact } from './events.js';
import { opened, projected } from './files.js';

/** A reader of no group. */
export const OUTSIDER: Viewer = { everything: false, groups: [] };

interface Asked extends TemporalQuery {
  readonly reader?: Viewer;
  readonly now?: string;
}
/** Asks one question of the read models; without a reader as one who sees everything. */
export type Ask = <Answer>(question: (view: QueryContext) => Promise<Answer>, asked?: Asked) => Promise<Answer>;

export function asking(models: ReadModels): Ask {
  return (question, { reader = EVERYTHING, now = '2018-10-01T12:00:00.000Z', ...moment } = {}) =>
    models.read({ ...moment, now }, reader, question);
}

/** Runs a test on the read models of a history. */
export async function withHistory(history: readonly ToldFact[], test: (ask: Ask) => Promise<void>): Promise<void> {
  await withEvents(stored(history), test);
}

export async function withEvents(events: readonly StoredEvent[], test: (ask: Ask) => Promise<void>): Promise<void> {
  await withReadStore(async (store) => {
    const models = opened(store, await projected(store, events));
    try {
      await test(asking(models));
    } finally {
      await models.close();
    }
  });
}

/** The references of a page's items, in order. */
export const referencesIn = ({ items }: { readonly items: readonly { readonly reference: string }[] }) =>
  items.map(({ reference }) => reference);
