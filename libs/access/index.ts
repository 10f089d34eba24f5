export type { AccessSnapshot, AccessStore, NewToken, People } from './access-store.js';
export { AccessUnavailable } from './access-store.js';
export { type Credential, newSecret, type TokenRow } from './credential.js';
export { type AccessLocation, openAccessStore } from './open-access-store.js';
