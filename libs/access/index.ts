export type { AccessSnapshot, AccessStore, NewToken, People } from './access-store.js';
export { AccessUnavailable } from './access-store.js';
export { type CalendarFeed, type CalendarFeeds, MOST_FEEDS } from './calendar-feeds.js';
export { type Credential, hashOf, newSecret, type TokenRow } from './credential.js';
export type { DigestClaim, DigestKey, DigestPeriodCounts, Digests } from './digests.js';
export { type AccessLocation, openAccessStore } from './open-access-store.js';
export {
  type BrowserSession,
  newSessionSecret,
  type OrganisationSession,
  type Sessions,
  SIGN_IN_LINK_MS,
} from './sessions.js';
export { type SignInRow, type SignIns, START_MS } from './sign-ins.js';
