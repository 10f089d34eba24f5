import { describeParameters, ME, PAGE, routes, SIGN_IN_LINK } from '#application/index.js';
import { READS } from '#domain/index.js';
import { TEXT } from '#read-store/index.js';
import { EVENT_TYPES } from '../commands/event-types.controller.js';
import { OFFERED_VERBS, PREVIEW, PreviewBody } from '../commands/previews.controller.js';
import { TOKEN_PAGE } from '../commands/tokens.answers.js';
import { DIGESTS_SENT, DigestBody } from '../digest/digests.controller.js';
import { STREAM_PARAMETERS } from '../events/events.controller.js';
import { LIVE, READY } from '../health/health.controller.js';
import { type Operation, READING, REF } from '../http/operation.js';
import { ROOT_ANSWER } from '../http/root.controller.js';
import { WORD_TYPE } from '../pages/minutes.controller.js';

export const otherRoutes: readonly Operation[] = [
  {
    ...READING,
    path: '/',
    tag: 'root',
    summary: 'What this is, and where its description and its health are.',
    description: 'For anybody.',
    anonymous: true,
    answers: ROOT_ANSWER,
  },
  {
    ...READING,
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process answers.',
    description: 'For anybody.',
    anonymous: true,
    answers: LIVE,
  },
  {
    ...READING,
    path: '/health/ready',
    tag: 'health',
    summary: 'Whether the store answers and the read models have come to where it stood at the start.',
    description: `For anybody. Not ready is 503, with what is waited for, and in \`reasons\` a code and what to do where that is
      known, such as read-models-of-another-history. \`foreignEvents\` counts events in the ledger's streams that somebody
      else has written, and that are passed over. \`notices\` says what needs somebody, such as webhooks that are halted.
      \`missing\` says what the ledger is known to have lost. Where these are told, the server answers and takes commands all the same.`,
    anonymous: true,
    answers: READY,
  },
  {
    ...READING,
    path: '/metrics',
    tag: 'metrics',
    summary: 'The figures of this process, as Prometheus reads them.',
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/tokens',
    tag: 'tokens',
    summary: 'Tokens, live or revoked, without their secrets, in the order in which they were made.',
    description: 'Needs the role administrator.',
    parameters: describeParameters(PAGE),
    answers: TOKEN_PAGE,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/sign-in-links',
    tag: 'sign-in-links',
    summary: 'Makes a link that signs a browser in as the token that asks, once and within 15 minutes.',
    description: `For whoever signs in. Takes no body. Opened in a browser, the path below this server's address begins a
      session, which ends with the token, when it is signed out, and after 12 hours without use.`,
    status: 201,
    answers: SIGN_IN_LINK,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/digests',
    tag: 'digests',
    summary: 'Sends each lead what is due, late and asked, for a meeting or for this day; nothing is sent twice.',
    description: `Needs the role secretary or administrator. Says of each lead what came of its message. What failed before
      is tried again.`,
    body: DigestBody.name,
    answers: DIGESTS_SENT,
  },
  {
    ...READING,
    method: 'post',
    path: '/api/previews',
    tag: 'previews',
    summary: 'What a command would record if it were given now: its events, and the revision that the item is at.',
    description: `Needs the role that the command itself needs, and fails as it would. Records nothing. A creation
      without a reference shows the prefix of the one that it would get.`,
    body: PreviewBody.name,
    answers: PREVIEW,
  },
  {
    ...READING,
    path: '/api/references/{ref}/verbs',
    tag: 'references',
    summary: 'The commands on an item that the roles of the token may give, and why not where its state forbids one.',
    parameters: [REF],
    answers: OFFERED_VERBS,
  },
  {
    ...READING,
    path: '/api/me',
    tag: 'me',
    summary: 'Whom the token stands for, and what it may do and see.',
    answers: ME,
  },
  {
    ...READING,
    path: '/api/meetings/{ref}/minutes.docx',
    tag: 'meetings',
    summary: 'The minutes of a meeting as a Word file, made of what GET /api/meetings/{ref}/minutes answers.',
    description: `Needs the role ${READS.join(' or ')}.`,
    parameters: [REF, ...describeParameters(routes.minutes.parameters)],
    contentType: WORD_TYPE,
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/event-types',
    tag: 'event-types',
    summary: 'The catalogue of events: a JSON Schema, an example and a version of each type.',
    answers: EVENT_TYPES,
  },
  {
    ...READING,
    path: '/api/events',
    tag: 'events',
    summary: 'The audit trail as server-sent events: what stands there, then what comes.',
    description: `Resumes after Last-Event-ID, the id of an event: its number and the first eight hexadecimal digits of its
      own id, such as 42-9f86d081, or its number alone, which says nothing of its history. Where the ledger has no such
      event, for it was restored or replaced, an event of the type reset comes first; its data say which id was lost and
      which is the last now, after which the stream goes on. Ends when the token is revoked.`,
    parameters: [
      {
        name: 'Last-Event-ID',
        in: 'header',
        description: 'The id of the last event seen, or its number.',
        schema: { type: 'string' },
      },
      ...describeParameters(STREAM_PARAMETERS),
    ],
    contentType: 'text/event-stream',
    answers: TEXT,
  },
  {
    ...READING,
    path: '/api/openapi.json',
    tag: 'openapi',
    summary: 'This document.',
    description: 'For anybody.',
    anonymous: true,
    answers: { type: 'object' },
  },
];
