// The command line imports a few names from here; server-only modules load on first call.

export { haltCopies, type LedgerCopy as StoreIdentity } from './halt-copies.js';
export { type HaltedWatch, watchHalted } from './halted-watch.js';
export { kyselyWebhookStore } from './kysely-webhook-store.js';
export type { AttemptCounts, DispatcherDeps } from './webhook-dispatcher.js';
export {
  addedWebhookColumns,
  addWebhookColumn,
  homeTable,
  type WebhookTables,
  webhookTables,
} from './webhook-schema.js';
export {
  asCopied,
  type DeliveryProgress,
  HALTS,
  newSigningSecret,
  type StoredWebhook,
  type WebhookLease,
  type WebhookStore,
} from './webhook-store.js';

export const dispatchWebhooks: typeof import('./webhook-supervisor.js').dispatchWebhooks = async (...args) =>
  (await import('./webhook-supervisor.js')).dispatchWebhooks(...args);

export const queueOf: typeof import('./webhook-queue.js').queueOf = async (...args) =>
  (await import('./webhook-queue.js')).queueOf(...args);

export const pendingEventOf: typeof import('./webhook-queue.js').pendingEventOf = async (...args) =>
  (await import('./webhook-queue.js')).pendingEventOf(...args);
