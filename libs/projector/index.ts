export { openQueryStore, openReadStore } from './open-read-store.js';
export { type Projector, startProjector } from './projector.js';
