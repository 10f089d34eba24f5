export { startTreeKeeper, type TreeKeeper } from './tree-keeper.js';
