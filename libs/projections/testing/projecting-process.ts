import { openSqliteStore } from '#event-store/sqlite/store.js';
import { PROJECTIONS } from '../model/projections.js';
import { startProjecting } from '../sqlite/projecting.js';

// A projector in a process of its own, to be killed: it applies small batches and tells after each where it stands.

const [, , file = '', eventsFile = '', batch = '1'] = process.argv;
const store = await openSqliteStore({ file: eventsFile, readOnly: true });
const projecting = startProjecting(file, PROJECTIONS);
for (let end = false; !end; ) {
  const page = await store.readAll(projecting.progress().checkpoint, Number(batch));
  projecting.apply(page.events);
  process.send?.(projecting.progress().position);
  end = page.end;
}
projecting.close();
await store.close();
process.disconnect?.();
