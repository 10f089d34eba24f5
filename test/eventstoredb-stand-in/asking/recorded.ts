/**
 * What a real EventStoreDB 23.10.6 answered on 22 November 2026 (one node, in memory, without TLS) to the questions
 * beside this file, positions and times aside.
 */
export const RECORDED: Readonly<Record<string, unknown>> = {
  'the first event of all': { stream: '$$$scavenges', type: '$metadata' },
  'what an event carries': {
    isDated: true,
    data: { a: 1 },
    metadata: { m: 1 },
    isAtItsAppend: true,
    commitIsItsPosition: true,
    prepareIsCommit: true,
  },
  'all, from a position, both ways': { forwardsGivesIt: true, backwardsGivesTheOneBefore: true },
  'the positions of an append of three': { distinct: 3, lastIsTheAppends: true },
  'metadata that hides events': {
    set: '0',
    truncated: ['5', '6', '7', '8', '9'],
    lastTwo: ['8', '9'],
    metadata: { maxCount: 2 },
  },
  'a number beyond 2^53': { n: 9007199254740992 },
  'no events, to a new stream': '0',
  'no events at no_stream, read back': { append: '0', read: 'StreamNotFoundError' },
  'the same ids again': {
    answers: {
      '1': { next: '3', same: false },
      no_stream: { next: '1', same: true },
      any: { next: '1', same: true },
      stream_exists: { next: '1', same: true },
    },
    count: 4,
  },
  'the same ids again at an older revision': { next: '1', same: true, count: 5 },
  'a part of the same ids again': {
    plusNew: { error: 'WrongExpectedVersionError', expected: 'any', actual: '1' },
    first: '0',
    second: '1',
    newFirst: '3',
    count: 4,
  },
  'the same id in another stream': '0',
  'the same ids again after 5,000 other events': [
    { next: '0', same: true },
    { next: '0', same: true },
  ],
  'wrong expected revisions': {
    noStream: { error: 'WrongExpectedVersionError', expected: 'no_stream', actual: '2' },
    low: { error: 'WrongExpectedVersionError', expected: '0', actual: '2' },
    high: { error: 'WrongExpectedVersionError', expected: '9', actual: '2' },
    existsOnNone: { error: 'WrongExpectedVersionError', expected: 'stream_exists', actual: 'no_stream' },
    exactOnNone: { error: 'WrongExpectedVersionError', expected: '3', actual: 'no_stream' },
  },
  sizes: {
    justBelow: '0',
    over: { error: 'MaxAppendSizeExceededError' },
    fourMegabytes: { error: 'MaxAppendSizeExceededError' },
    metadata: '0',
  },
  'names of streams': {
    answers: [1, 1, 1, 1, 1, 1],
    empty: { error: 'UnknownError', message: 'Could not recognize BadRequest' },
    conflictOnUnicode: { error: 'WrongExpectedVersionError', expected: 'no_stream', actual: '0' },
  },
  '20 appends at once at one revision': {
    won: 1,
    lost: [{ error: 'WrongExpectedVersionError', expected: '0', actual: '1' }],
  },
  'positions of 8 writers': { appends: 240, positions: 240 },
  'credentials without TLS': '0',
  'checkpoints of a filter': {
    told: ['confirmation', 'e@0', 'e@1', 'caughtUp', 'e@0'],
    orderOfCheckpoints: ['catching up', 'live'],
    firstHasPrepare0: true,
    lastHasPrepareAsCommit: true,
    neverBackwards: true,
    allDistinct: true,
  },
  'subscribing on from every checkpoint': { events: 10, wrong: 0 },
  filters: {
    typePrefix: ['Alpha@0', 'Alpha@1'],
    typeRegex: ['Alpha@0', 'Alpha@1', 'Beta@2'],
    nameRegex: ['Alpha@0', 'Alpha@1', 'Beta@2'],
    inner: [],
    badRegex: [{ error: 'UnknownError', code: 2, message: '2 UNKNOWN: Exception was thrown by handler.' }],
  },
  'a stream that is written, deleted, written and tombstoned': {
    told: [
      'confirmation',
      'e@0',
      'e@1',
      'caughtUp',
      'e@2',
      'e@3',
      '$streamDeleted@9223372036854775807',
      { error: 'StreamDeletedError', code: 9, message: "9 FAILED_PRECONDITION: Event stream 'life' is deleted." },
    ],
    recreated: '3',
    append: { error: 'StreamDeletedError' },
    read: { error: 'StreamDeletedError', code: 9, message: "9 FAILED_PRECONDITION: Event stream 'life' is deleted." },
  },
  'a stream that is not there': ['confirmation'],
  'from a revision, and from the end': { after: ['e@2', 'e@3'], live: ['e@3'] },
  'a live subscriber that does not read': {
    isCut: true,
    gaps: 0,
    end: {
      error: 'TimeoutError',
      code: 10,
      message:
        '10 ABORTED: Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
    },
  },
  '110 subscriptions of one client': { confirmed: 99, append: '0' },
};
