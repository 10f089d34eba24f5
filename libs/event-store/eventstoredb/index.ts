export { redacted, refuseUnsafe, targetOf } from './connection-string.js';
