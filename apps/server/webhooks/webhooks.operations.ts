import { describeParameters, PAGE } from '#application/index.js';
import { pageOf } from '#read-store/index.js';
import { type Operation, READING, REF } from '../http/operation.js';
import { DELIVERY, ONE_WEBHOOK, WEBHOOK } from './webhooks.present.js';

export const webhookOperations: readonly Operation[] = [
  {
    ...READING,
    path: '/api/webhooks',
    tag: 'webhooks',
    summary: 'Webhooks without their secrets, and how their deliveries go, in the order in which they were created.',
    description: 'Needs the role administrator.',
    parameters: describeParameters(PAGE),
    answers: pageOf(WEBHOOK),
  },
  {
    ...READING,
    path: '/api/webhooks/{ref}',
    tag: 'webhooks',
    summary: 'One webhook without its secret, and how its deliveries go.',
    description: 'Needs the role administrator.',
    parameters: [REF],
    answers: ONE_WEBHOOK,
  },
  {
    ...READING,
    path: '/api/webhooks/{ref}/deliveries',
    tag: 'webhooks',
    summary: 'The log of what was sent to a webhook, newest first: its last 500 attempts.',
    description: 'Needs the role administrator.',
    parameters: [REF, ...describeParameters(PAGE)],
    answers: pageOf(DELIVERY),
  },
];
