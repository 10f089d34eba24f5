import { ADMINISTERS } from '#domain/index.js';
import { addressOf } from '../forms/form.js';
import { creationForms, offeredForms } from '../forms/offered.js';
import { nextPage } from '../frame/next-page.js';
import { definePage, type WebPage } from '../frame/page.js';
import { count, when } from '../words/dates.js';
import { eventName } from '../words/events.js';
import { isTroubled, type WebhookTold, webhookStands } from './health-words.js';

interface WebhooksTold {
  readonly items: readonly WebhookTold[];
  readonly nextCursor: string | null;
}

export const webhooksPage = ({ items, nextCursor }: WebhooksTold): WebPage =>
  definePage({
    path: 'admin/webhooks',
    template: 'webhooks',
    section: 'admin',
    roles: ADMINISTERS,
    async make(context) {
      const { href } = context;
      return {
        title: 'Webhooks',
        crumbs: [{ text: 'Administration', href: '/admin' }],
        rows: items.map((webhook) => ({
          ...webhook,
          href: `/admin/webhooks/${encodeURIComponent(webhook.reference)}`,
          stands: webhookStands(webhook),
          troubled: isTroubled(webhook),
          wants: wantsOf(webhook),
        })),
        more: nextPage(href, '/admin/webhooks', {}, nextCursor),
        makes: creationForms(context, ['webhook']),
      };
    },
  });

const wantsOf = ({ item, type }: WebhookTold): string =>
  [item ? `events of ${item}` : 'events of every item', type && `only “${eventName(type)}”`].filter(Boolean).join(', ');

interface Numbered {
  readonly number: number;
  readonly type: string;
}

interface OneWebhook extends WebhookTold {
  readonly standsAt: (Numbered & { readonly recordedAt: string; readonly since: string }) | null;
  readonly waiting: number | null;
  readonly skipped: readonly (Numbered & { readonly skippedAt: string; readonly reason: string })[];
}

interface Attempts {
  readonly items: readonly (Numbered & {
    readonly attempt: number;
    readonly at: string;
    readonly status: number | null;
    readonly failure: string | null;
    readonly milliseconds: number;
  })[];
  readonly nextCursor: string | null;
}

/** One webhook: what waits, what was left out, what its receiver answered. */
export const webhookPage = (webhook: OneWebhook, attempts: Attempts): WebPage =>
  definePage({
    path: 'admin/webhooks/:ref',
    template: 'webhook',
    section: 'admin',
    roles: ADMINISTERS,
    async make(context) {
      const { href } = context;
      const { reference, standsAt, waiting, skipped, oldSecretUntil } = webhook;
      const form = (verb: string, number: number) =>
        `${addressOf({ kind: 'webhook', verb }, reference)}?number=${number}`;
      return {
        title: `Webhook ${reference}`,
        crumbs: [
          { text: 'Administration', href: '/admin' },
          { text: 'Webhooks', href: '/admin/webhooks' },
        ],
        webhook,
        state: webhookStands(webhook),
        wants: wantsOf(webhook),
        oldSecret: oldSecretUntil && when(oldSecretUntil),
        waits:
          waiting === null
            ? 'How many events wait cannot be known: its token is revoked, or its place is of another history.'
            : waiting === 0
              ? 'Nothing waits to be sent.'
              : `${count(waiting, 'event waits', 'events wait')} to be sent.`,
        next: standsAt && {
          ...standsAt,
          says: `Next: event ${standsAt.number}, ${eventName(standsAt.type)}, which waits since ${when(standsAt.since)}.`,
          skip: form('skip-event', standsAt.number),
        },
        skipped: skipped.map((each) => ({
          ...each,
          what: eventName(each.type),
          on: when(each.skippedAt),
          send: form('requeue-event', each.number),
        })),
        attempts: attempts.items.map(({ number, type, attempt, at, status, failure, milliseconds }) => ({
          number,
          what: eventName(type),
          attempt,
          at: when(at),
          took: `${milliseconds} ms`,
          answer: failure === null ? `Taken (${status})` : `Not taken: ${status ?? failure}`,
          failed: failure !== null,
        })),
        more: nextPage(href, `/admin/webhooks/${encodeURIComponent(reference)}`, {}, attempts.nextCursor),
        offered: await offeredForms(context, 'webhook', reference, { ...webhook }),
      };
    },
  });
