export { tearDown as default } from './shared-postgres.js';
