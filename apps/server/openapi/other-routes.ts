import { describeParameters, ME, PAGE, routes, SIGN_IN_LINK } from '#application/index.js';
import { READS } from '#domain/index.js';
import { pageOf, TEXT } from '#read-store/index.js';
import { EVENT_TYPES } from '../commands/event-types.controller.js';
import { OFFERED_VERBS, PREVIEW, PreviewBody } from '../commands/previews.controller.js';
import { TOKEN_PAGE } from '../commands/tokens.answers.js';
import { DIGESTS_SENT, DigestBody } from '../digest/digests.controller.js';
import { STREAM_PARAMETERS } from '../events/events.controller.js';
import { LIVE, READY } from '../health/health.controller.js';
import { ROOT_ANSWER } from '../http/root.controller.js';
import { IMPORT, IMPORT_PAGE, ONE_IMPORT } from '../imports/imports.answers.js';
import { ConfirmImportBody, UndoImportBody, UPLOAD_PARAMETERS } from '../imports/imports.controller.js';
import { WORD_TYPE } from '../pages/minutes.controller.js';
import { CONSISTENCY, CONSISTENCY_PARAMETERS } from '../tree/proofs.controller.js';
import { DELIVERY, ONE_WEBHOOK, WEBHOOK } from '../webhooks/webhooks.present.js';
import { NUMBER, type Operation, REF } from './operation.js';

const IMPORTS = 'Needs the role secretary or administrator.';

const base = { method: 'get', status: 200, parameters: [], description: 'For whoever signs in.' } as const;

export const otherRoutes: readonly Operation[] = [
  {
    ...base,
    path: '/',
    tag: 'root',
    summary: 'What this is, and where its description and its health are.',
    description: 'For anybody.',
    anonymous: true,
    answers: ROOT_ANSWER,
  },
  {
    ...base,
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process answers.',
    description: 'For anybody.',
    anonymous: true,
    answers: LIVE,
  },
  {
    ...base,
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
    ...base,
    path: '/metrics',
    tag: 'metrics',
    summary: 'The figures of this process, as Prometheus reads them.',
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...base,
    path: '/api/tokens',
    tag: 'tokens',
    summary: 'Tokens, live or revoked, without their secrets, in the order in which they were made.',
    description: 'Needs the role administrator.',
    parameters: describeParameters(PAGE),
    answers: TOKEN_PAGE,
  },
  {
    ...base,
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
    ...base,
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
    ...base,
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
    ...base,
    path: '/api/references/{ref}/verbs',
    tag: 'references',
    summary: 'The commands on an item that the roles of the token may give, and why not where its state forbids one.',
    parameters: [REF],
    answers: OFFERED_VERBS,
  },
  {
    ...base,
    path: '/api/webhooks',
    tag: 'webhooks',
    summary: 'Webhooks without their secrets, and how their deliveries go, in the order in which they were created.',
    description: 'Needs the role administrator.',
    parameters: describeParameters(PAGE),
    answers: pageOf(WEBHOOK),
  },
  {
    ...base,
    path: '/api/webhooks/{ref}',
    tag: 'webhooks',
    summary: 'One webhook without its secret, and how its deliveries go.',
    description: 'Needs the role administrator.',
    parameters: [REF],
    answers: ONE_WEBHOOK,
  },
  {
    ...base,
    path: '/api/webhooks/{ref}/deliveries',
    tag: 'webhooks',
    summary: 'The log of what was sent to a webhook, newest first: its last 500 attempts.',
    description: 'Needs the role administrator.',
    parameters: [REF, ...describeParameters(PAGE)],
    answers: pageOf(DELIVERY),
  },
  {
    ...base,
    path: '/api/imports',
    tag: 'imports',
    summary: 'Documents that were uploaded to come in as a plan, the newest first, and how far each has come.',
    description: IMPORTS,
    parameters: describeParameters(PAGE),
    answers: IMPORT_PAGE,
  },
  {
    ...base,
    method: 'post',
    path: '/api/imports',
    tag: 'imports',
    summary: 'Uploads a document and says what an import of it would record; records nothing of it yet.',
    description: `${IMPORTS} Word, Excel, OpenDocument, CSV, Markdown, HTML or text, of at most 50 MiB.`,
    parameters: describeParameters(UPLOAD_PARAMETERS),
    takesFile: true,
    status: 201,
    answers: ONE_IMPORT,
  },
  {
    ...base,
    path: '/api/imports/{ref}',
    tag: 'imports',
    summary: 'One import: its rows, questions and findings, and how far it has come.',
    description: `${IMPORTS} Until it is confirmed it is planned on the ledger as it stands.`,
    parameters: [REF],
    answers: ONE_IMPORT,
  },
  {
    ...base,
    method: 'post',
    path: '/api/imports/{ref}/confirm',
    tag: 'imports',
    summary: 'Begins to record an import, with answers to its questions; one at a time, and on after a stop.',
    description: IMPORTS,
    parameters: [REF],
    body: ConfirmImportBody.name,
    answers: IMPORT,
  },
  {
    ...base,
    method: 'post',
    path: '/api/imports/{ref}/undo',
    tag: 'imports',
    summary: 'Takes an import back by events of its own, unless something else has touched its items, which it names.',
    description: IMPORTS,
    parameters: [REF],
    body: UndoImportBody.name,
    answers: IMPORT,
  },
  {
    ...base,
    path: '/api/me',
    tag: 'me',
    summary: 'Whom the token stands for, and what it may do and see.',
    answers: ME,
  },
  {
    ...base,
    path: '/api/meetings/{ref}/minutes.docx',
    tag: 'meetings',
    summary: 'The minutes of a meeting as a Word file, made of what GET /api/meetings/{ref}/minutes answers.',
    description: `Needs the role ${READS.join(' or ')}.`,
    parameters: [REF, ...describeParameters(routes.minutes.parameters)],
    contentType: WORD_TYPE,
    answers: TEXT,
  },
  {
    ...base,
    path: '/api/event-types',
    tag: 'event-types',
    summary: 'The catalogue of events: a JSON Schema, an example and a version of each type.',
    answers: EVENT_TYPES,
  },
  {
    ...base,
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
    ...base,
    path: '/api/checkpoint',
    tag: 'proof',
    summary: 'The newest signed checkpoint: how many events the ledger holds, and the root of the tree over them.',
    description: `For whoever signs in. A signed note by C2SP tlog-checkpoint. Until the first is signed it is 503,
      not-signed-yet.`,
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...base,
    path: '/api/checkpoint/consistency',
    tag: 'proof',
    summary: 'The proof that a later tree goes on from an earlier one, by RFC 9162.',
    parameters: describeParameters(CONSISTENCY_PARAMETERS),
    answers: CONSISTENCY,
  },
  {
    ...base,
    path: '/api/tile/{tile}',
    tag: 'proof',
    summary: 'A tile of the tree: up to 256 hashes of 32 bytes, by C2SP tlog-tiles, which names the paths.',
    description: 'For whoever signs in. Tiles hold hashes only, and never change.',
    parameters: [
      {
        name: 'tile',
        in: 'path',
        required: true,
        description: 'Its level and number, and the width of one that is not full, as 0/000.p/17; slashes as they are.',
        schema: { type: 'string' },
      },
    ],
    contentType: 'application/octet-stream',
    answers: TEXT,
  },
  {
    ...base,
    path: '/api/events/{number}/proof',
    tag: 'proof',
    summary: 'The proof that an event is in the signed ledger, as a file by C2SP tlog-proof.',
    description: `For whoever may see the event. Its extra line holds the record that was hashed, and the salt. An event
      that no checkpoint holds yet is 503, not-signed-yet.`,
    parameters: [NUMBER],
    contentType: 'text/plain',
    answers: TEXT,
  },
  {
    ...base,
    path: '/api/openapi.json',
    tag: 'openapi',
    summary: 'This document.',
    description: 'For anybody.',
    anonymous: true,
    answers: { type: 'object' },
  },
];
