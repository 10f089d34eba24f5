import { define, GIVEN, NAMED, WRONG_FIELDS } from './definition.js';

export const handling = {
  'validation-failed': define(400, 'The body breaks the rules of the command', WRONG_FIELDS),
  'item-not-found': define(404, 'There is no such item, or none that the token may see', {
    kind: 'string?',
    ref: 'string?',
  }),
  'not-allowed': define(403, 'The roles of the token do not allow it', {
    needs: 'string[]?',
    field: 'string?',
    value: 'string?',
  }),
  'reference-taken': define(409, 'The reference is taken', GIVEN),
  'stale-revision': define(412, 'The item is at another revision than If-Match says', {
    expected: 'number',
    actual: 'number',
  }),
  'idempotency-key-reused': define(422, 'The Idempotency-Key was used for another body'),
  'batch-not-on-one-item': define(422, 'An atomic batch creates an item, or gives commands to more than one'),
  'batch-not-recorded': define(409, 'Another command of the atomic batch failed, so this one was not recorded', {
    failed: 'number',
  }),
  'too-much-contention': define(409, 'The item kept changing', { attempts: 'number' }),
  'occurred-in-the-future': define(422, 'A command is dated in the future', { ...NAMED, value: 'string?' }),
  'clock-ahead': define(503, 'The clock of the server lies behind the last event', {
    lastRecordedAt: 'string',
    now: 'string',
    retryAfterSeconds: 'number',
  }),
};

export const storeErrors = {
  'wrong-expected-revision': define(500, 'A stream is at another revision than an append expected', {
    stream: 'string',
    expected: 'string or number',
    actual: 'string or number',
  }),
  'event-too-large': define(413, 'The events of one command are too large for the store', {
    bytes: 'number?',
    limit: 'number?',
  }),
  'unsafe-number': define(400, 'A number would not come back as it was given', {
    path: 'string?',
    value: 'string?',
    errors: 'errors?',
  }),
  'invalid-event': define(400, 'The store cannot keep an event as it is', {
    path: 'string?',
    stream: 'string?',
    revision: 'string?',
  }),
  'invalid-argument': define(500, 'The store was called with an argument that it does not take', { field: 'string?' }),
  'bad-checkpoint': define(500, 'The store never gave that checkpoint', { checkpoint: 'string' }),
  'read-only': define(503, 'The store takes no writes', { file: 'string?', hosts: 'string?' }),
  'access-denied': define(503, 'EventStoreDB refuses the credentials of the server'),
  'stream-deleted': define(503, 'A stream was deleted in EventStoreDB itself', { stream: 'string' }),
  'store-in-use': define(500, 'Another process writes to the store', { file: 'string', pid: 'number?' }),
  'store-unavailable': define(503, 'The store cannot be used', {
    file: 'string?',
    hosts: 'string?',
    reason: 'string?',
    mode: 'unknown?',
    synchronous: 'unknown?',
  }),
  'outcome-unknown': define(503, 'It is not known whether the events were written', {
    stream: 'string',
    reason: 'string',
  }),
  'store-closed': define(503, 'The store was closed', { file: 'string?', hosts: 'string?' }),
};

/** For stored events, whoever reads them. */
export const eventErrors = {
  'bad-event': define(500, 'A stored event is not as its schema says', {
    stream: 'string',
    revision: 'number',
    type: 'string',
    wrong: 'string',
  }),
};

export const readErrors = {
  'other-history': define(409, 'An id or a cursor belongs to another history of the ledger', {
    ...NAMED,
    pinned: 'string?',
    standing: 'string or null?',
    after: 'string?',
    head: 'string?',
  }),
  'bad-moment': define(400, 'The moments asked about do not fit together', {
    field: 'string?',
    knownAt: 'string?',
    asOfPosition: 'number?',
    position: 'number?',
    since: 'number?',
    until: 'number?',
    errors: 'errors?',
  }),
  'bad-cursor': define(400, 'The cursor is none that a page gave', { ...NAMED, cursor: 'string' }),
  'before-the-beginning': define(400, 'The moment lies before the ledger began', {
    ...NAMED,
    begins: 'string or null?',
  }),
  'moment-in-the-future': define(400, 'The moment has not come yet', { field: 'string?', errors: 'errors?' }),
  'not-settled': define(425, 'An event may still be recorded at or before that instant', {
    knownAt: 'string',
    retryAfterSeconds: 'number?',
  }),
  'projection-outdated': define(503, 'The read models were built by another version', { projections: 'string[]' }),
  'projection-behind': define(503, 'The read models have not come that far yet', {
    position: 'number?',
    reached: 'number?',
    lag: 'number?',
    head: 'number?',
  }),
  'projector-stopped': define(503, 'Another projector has taken over', {
    file: 'string?',
    name: 'string?',
    epoch: 'number',
  }),
  'no-read-models': define(503, 'There are no read models yet', { storeUnreachableSince: 'string?' }),
  'read-models-unavailable': define(503, 'The database of the read models cannot be asked'),
  'question-too-long': define(503, 'The answer took too long'),
  'rebuild-failed': define(500, 'The read models could not be rebuilt'),
  'rebuild-under-way': define(409, 'Another process rebuilds the read models'),
  'read-models-of-another-history': define(503, 'The read models stand on events that the store does not hold', {
    of: 'string',
  }),
};

export const treeErrors = {
  'history-cut': define(503, 'Events that were recorded and signed are missing', { held: 'number', signed: 'number' }),
  'history-rewritten': define(503, 'An event is not the one that was recorded and signed', { number: 'number?' }),
};

export const proofProblems = {
  'not-signed-yet': define(503, 'The event is recorded, and no signed checkpoint holds it yet', { number: 'number?' }),
  'not-cosigned': define(404, 'No checkpoint has been cosigned by enough witnesses, or no witnesses are set'),
  'pack-not-proved': define(409, 'The report of the pack made again has not the hash that was issued'),
  'no-such-tile': define(404, 'The signed tree has no such tile'),
};

export const accessErrors = {
  'access-unavailable': define(503, 'The database of tokens and people cannot be asked'),
};

/** `errors` lists each wrong field and what would be right. */
export const wrongFields = {
  'bad-idempotency-key': define(400, 'The Idempotency-Key is malformed', WRONG_FIELDS),
  'bad-if-match': define(400, 'The If-Match is no ETag', WRONG_FIELDS),
  'bad-last-event-id': define(400, 'The Last-Event-ID is no id of an event', WRONG_FIELDS),
  'bad-parameter': define(400, 'A parameter cannot be read', { errors: 'errors?' }),
  'unknown-parameter': define(400, 'There is no such parameter', WRONG_FIELDS),
};

export const httpProblems = {
  ...wrongFields,
  'bad-request': define(400, 'The request is malformed'),
  'malformed-json': define(400, 'The body is no JSON in UTF-8'),
  'malformed-form': define(400, 'The form is not as a page of the ledger sends it'),
  'cross-site-request': define(403, 'A change under a session was not sent by a page of the ledger'),
  'too-deep': define(400, 'The body is nested too deeply'),
  'not-authenticated': define(401, 'There is no token, or none that is live'),
  'no-such-route': define(404, 'There is no such path', { near: 'string[]?', there: 'string[]?' }),
  'unknown-calendar': define(404, 'No calendar is at that address, or it is of another token'),
  'too-many-calendars': define(409, 'The token has as many calendars as it may have', { most: 'number' }),
  'body-too-large': define(413, 'The body is larger than 1 MB'),
  'uri-too-long': define(414, 'The address is too long'),
  'unsupported-content-type': define(415, 'The body is not application/json in UTF-8'),
  'too-many-requests': define(429, 'Too many requests', { retryAfterSeconds: 'number' }),
  'internal-error': define(500, 'Something went wrong inside; the log of the server has it'),
  'not-ready': define(503, 'The server is not ready yet', {
    waiting: 'string[]',
    reasons: 'object[]',
    notices: 'string[]?',
  }),
  'read-models-behind': define(503, 'The read models did not come to minPosition in time', {
    position: 'number',
    minPosition: 'number',
    lag: 'number',
  }),
  'mail-not-set': define(503, 'The server has no mail server to send by'),
  'server-stopping': define(503, 'The server is stopping'),
};

/** Only with --json. Status 400 means exit code 2, any other exit code 1. */
export const cliProblems = {
  failed: define(500, 'The command failed'),
  'item-needed': define(400, 'A report needs the item that it is about'),
  'bad-rules': define(400, 'The file of rules cannot be used', WRONG_FIELDS),
  'unknown-report': define(400, 'There is no such report', WRONG_FIELDS),
};

export const exportErrors = {
  'unknown-export': define(404, 'There is no such export', { kinds: 'string[]' }),
  'unknown-export-format': define(404, 'The export does not come in that format', { formats: 'string[]' }),
  'export-too-long': define(422, 'There is more than one file of an export holds', { left: 'number?' }),
};

/** Of documents that are brought in. */
export const documentErrors = {
  'document-too-large': define(413, 'The document is larger than what is read', {
    what: 'string',
    limit: 'number',
    found: 'number?',
  }),
  'document-bomb': define(422, 'The document unpacks to far more than it is', { entry: 'string?', limit: 'number' }),
  'document-encrypted': define(422, 'The document is protected by a password'),
  'document-truncated': define(422, 'The document is cut off or damaged', { reason: 'string?' }),
  'document-unknown-format': define(415, 'The document is of no format that is read', { found: 'string?' }),
  'document-unsafe-xml': define(422, 'The document declares entities of its own, which are never read', {
    entry: 'string?',
  }),
  'document-timeout': define(422, 'The document takes too long to read', { limit: 'number' }),
};
