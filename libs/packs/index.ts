export { checkPack, type PackToCheck } from './check-pack.js';
export { makePack, NoPack } from './make-pack.js';
