export { openQueryStore, openReadStore } from './open-read-store.js';
export { movedFrom } from './position.js';
export { type Projector, startProjector } from './projector.js';
