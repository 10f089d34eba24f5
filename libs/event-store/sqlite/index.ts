export { lockForWriting } from './writer-lock.js';
