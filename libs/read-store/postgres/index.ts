export { openPostgresReadStore } from './read-store.js';
