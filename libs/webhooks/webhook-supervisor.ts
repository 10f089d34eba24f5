import { setMaxListeners } from 'node:events';
import { poll, rest } from '#platform/index.js';
import { webhooksAfter } from '#read-models/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { type DispatcherDeps, dispatchTo } from './webhook-dispatcher.js';

/** Poll interval for the lease, and for new webhooks in a quiet ledger. */
const POLL_MS = 5_000;
/** Between two looks for new webhooks: a look at each command costs the thread that answers commands a tenth. */
const REST_MS = 250;
const PAGE = 100;

/**
 * One process holds the lease; another takes over within seconds. At-least-once: an interrupted delivery is sent again.
 */
export async function dispatchWebhooks(deps: DispatcherDeps, stopping: AbortSignal): Promise<void> {
  async function dispatchWhileLeased(): Promise<void> {
    try {
      for (let lease = await deps.acquireLease(); lease; lease = await deps.acquireLease()) {
        await dispatchToAll(deps, AbortSignal.any([stopping, lease.lost]));
        await lease.release();
        if (stopping.aborted) return;
      }
    } catch (error) {
      deps.warn(`The lease to send webhooks cannot be acquired, retrying in ${POLL_MS} ms: ${messageOf(error)}`);
    }
  }
  if (!stopping.aborted) await dispatchWhileLeased();
  await poll(dispatchWhileLeased, POLL_MS, stopping);
}

async function dispatchToAll(deps: DispatcherDeps, ended: AbortSignal): Promise<void> {
  const { readSide, warn } = deps;
  await warnOfRestored(deps).catch((error) => warn(`Halted webhooks cannot be read: ${messageOf(error)}`));
  // Every dispatcher listens; Node.js warns of a memory leak from the eleventh listener.
  setMaxListeners(0, ended);
  const running: Promise<void>[] = [dropExpiredSecrets(deps, ended)];
  let newest = -1;
  while (!ended.aborted) {
    const position = readSide.position();
    try {
      const now = new Date().toISOString();
      const found = await readSide.read({ now }, EVERYTHING, (view) => webhooksAfter(view, newest, PAGE));
      for (const webhook of found) {
        newest = webhook.key;
        if (webhook.status !== 'withdrawn') running.push(dispatchTo(webhook, deps, ended));
      }
      if (found.length === PAGE) continue;
    } catch (error) {
      if (!ended.aborted) warn(`New webhooks cannot be read, retrying in ${POLL_MS} ms: ${messageOf(error)}`);
    }
    await rest(REST_MS, ended);
    await readSide.moved(position, POLL_MS, ended);
  }
  await Promise.all(running);
}

async function warnOfRestored({ webhooks, warn }: DispatcherDeps): Promise<void> {
  const restored = (await webhooks.halted()).filter(({ halted }) => halted === 'restored').length;
  if (restored === 0) return;
  warn(
    `${restored === 1 ? 'One webhook is' : `${restored} webhooks are`} halted (restored): this is a copy of the ledger that sent. Resume what is to send from here with: action-ledger webhooks resume`,
  );
}

async function dropExpiredSecrets({ webhooks, warn }: DispatcherDeps, ended: AbortSignal): Promise<void> {
  const drop = () =>
    webhooks.dropOldSecrets(new Date().toISOString()).catch((error) => {
      if (!ended.aborted)
        warn(`Expired webhook secrets cannot be removed, retrying in ${POLL_MS} ms: ${messageOf(error)}`);
    });
  await drop();
  await poll(drop, POLL_MS, ended);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
