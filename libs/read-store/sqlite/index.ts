export { openSqliteQueryStore } from './asked-store.js';
export { fill } from './fill.js';
export { openSqliteReadStore } from './read-store.js';
export { openSpillFile } from './spill-file.js';
