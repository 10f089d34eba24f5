export { fill } from './fill.js';
export { openSpillFile } from './spill-file.js';
