import { describeParameters, type QueryRoute, queryRoutes } from '#application/index.js';
import { type Aggregate, aggregates, Batch, type CommandRule, commandSchemas, type Role } from '#domain/index.js';
import { calendarOperations } from '../calendar/calendar.operations.js';
import { MakeCalendarFeedBody } from '../calendar/calendar-feeds.controller.js';
import { BATCH_RESULT, COMMAND_RESULT, ISSUED_TOKEN, SIGNING_WEBHOOK } from '../commands/command-result.js';
import { APPLIED_HEADER, REPLAYED_HEADER } from '../commands/commands.controller.js';
import { PreviewBody } from '../commands/previews.controller.js';
import { DigestBody } from '../digest/digests.controller.js';
import { exportOperations } from '../exports/exports.operations.js';
import { ILLUSTRATIVE_HEADER } from '../http/illustrative.js';
import { NUMBER, type Operation, REF } from '../http/operation.js';
import { ConfirmImportBody, ReadImportAgainBody, UndoImportBody } from '../imports/imports.controller.js';
import { importOperations } from '../imports/imports.operations.js';
import { proofOperations } from '../tree/proofs.operations.js';
import { webhookOperations } from '../webhooks/webhooks.operations.js';
import { otherRoutes } from './other-routes.js';
import { PROBLEM } from './schemas.js';

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'The same key of the same token on the same item is the same command: it answers as it first did and writes nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
const PREFER = {
  name: 'Prefer',
  in: 'header',
  description:
    '`receipt` waits, 5 seconds at most, until what was recorded is in a signed checkpoint, and answers with its proof.',
  schema: { type: 'string', examples: ['receipt'] },
};
const BATCH_KEY = {
  ...KEY,
  description:
    'Makes the key of each command that has none of its own, with its place in the list: send the same list again under it, and what was recorded answers as it first did.',
};
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag that was last seen, also as a proxy marked it that compressed the answer; where the item has moved on the answer is 412.',
  schema: { type: 'string', examples: ['"3"', 'W/"3"'] },
};

/** Bodies that are no commands. */
const BODIES = [
  PreviewBody,
  DigestBody,
  Batch,
  ConfirmImportBody,
  ReadImportAgainBody,
  UndoImportBody,
  MakeCalendarFeedBody,
];

export function operations(): Operation[] {
  return [
    ...Object.values(aggregates as Record<string, Aggregate>).flatMap(commandOperations),
    BATCHES,
    ...queryRoutes.map(queryOperation),
    ...otherRoutes,
    ...importOperations,
    ...exportOperations,
    ...calendarOperations,
    ...webhookOperations,
    ...proofOperations,
  ];
}

/** Generated from the command classes and the route tables. */
export function openApiDocument(): object {
  const all = operations();
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of all) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Action Ledger',
      version: '1',
      description:
        'Commands are recorded as events and never edited; every answer can be asked for as it was known at any moment.',
      contact: { name: 'The administrator of this ledger' },
      license: { name: 'Unlicensed', identifier: 'LicenseRef-Unlicensed' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(all.map(({ tag }) => tag))].sort().map((name) => ({ name, description: `About ${name}.` })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...commandSchemas(BODIES),
        Problem: PROBLEM,
        BatchResult: BATCH_RESULT,
        CommandResult: COMMAND_RESULT,
        IssuedToken: ISSUED_TOKEN,
        SigningWebhook: SIGNING_WEBHOOK,
      },
    },
  };
}

const BATCHES: Operation = {
  method: 'post',
  path: '/api/batches',
  tag: 'batches',
  summary: 'Gives up to 100 commands in one request: each by itself, or all or none.',
  description: `Needs the role contributor, secretary or administrator, and each command its own. Each is answered as it
    would be by itself, with its status, in order: one that fails keeps no other from being recorded. \`meeting\` is that
    of each command that names none. With \`atomic\` all are recorded or none, in one append, for commands on one item
    that exists; each is decided on what those before it make of it, and an \`ifMatch\` is the revision before the first.`,
  parameters: [BATCH_KEY, PREFER],
  body: 'Batch',
  status: 200,
  answers: { $ref: '#/components/schemas/BatchResult' },
};

/** The answer of a command by the field that shows a secret. */
const WITH_SECRET = { token: 'IssuedToken', secret: 'SigningWebhook' } as const;

function commandOperations(aggregate: Aggregate): Operation[] {
  const { plural, creation, verbs } = aggregate;
  const needs = (roles: readonly Role[]) => `Needs the role ${roles.join(' or ')}.`;
  const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const answerOf = ({ secret }: Pick<CommandRule, 'secret'>) => schema(secret ? WITH_SECRET[secret] : 'CommandResult');
  const create = (rule: NonNullable<Aggregate['creation']>): Operation => ({
    method: 'post',
    path: `/api/${plural}`,
    tag: plural,
    summary: rule.summary,
    description: needs(rule.roles),
    parameters: [KEY, PREFER],
    body: rule.body.name,
    status: 201,
    answers: answerOf(rule),
  });
  const changes = Object.entries(verbs).map(
    ([verb, { summary, roles, body, secret }]): Operation => ({
      method: 'post',
      path: creation ? `/api/${plural}/{ref}/${verb}` : `/api/${plural}/${verb}`,
      tag: plural,
      summary,
      description: needs(roles),
      parameters: [...(creation ? [REF] : []), KEY, IF_MATCH, PREFER],
      body: body.name,
      status: 200,
      answers: answerOf({ secret }),
    }),
  );
  return [...(creation ? [create(creation)] : []), ...changes];
}

function queryOperation({ path, summary, roles, parameters, answers }: QueryRoute): Operation {
  return {
    method: 'get',
    path: `/api/${path.replace(/:(\w+)/, '{$1}')}`,
    tag: path.split('/')[0] as string,
    summary,
    description: `Needs the role ${roles.join(' or ')}.`,
    parameters: [...inPath(path), ...describeParameters(parameters)],
    status: 200,
    answers,
  };
}

const inPath = (path: string) => (path.includes(':ref') ? [REF] : path.includes(':number') ? [NUMBER] : []);

function operationObject({
  method,
  path,
  tag,
  body,
  takesFile,
  status,
  answers,
  anonymous,
  ...operation
}: Operation): object {
  const { summary, description, parameters, contentType = 'application/json', otherTypes = [] } = operation;
  const types = [contentType, ...otherTypes].map((type) => [type, { schema: answers }]);
  const headers = method === 'post' && tag !== 'batches' ? { ...MARK, ...COMMAND_HEADERS } : { ...MARK, ...APPLIED };
  const problem = {
    description: 'What went wrong.',
    headers: { ...MARK, ...COMES_BACK },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId: `${method}-${path
      .replace(/^\/(api\/)?/, '')
      .replace(/[{}]/g, '')
      .replaceAll('/', '-')}`,
    tags: [tag],
    summary,
    description,
    parameters,
    ...(anonymous && { security: [] }),
    ...(takesFile && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } },
      },
    }),
    responses: {
      [status]: { description: 'Done.', headers, content: Object.fromEntries(types) },
      ...(!anonymous && { 401: problem, 403: problem, 429: problem }),
      503: problem,
      default: problem,
    },
  };
}

const MARK = {
  [ILLUSTRATIVE_HEADER]: {
    description: 'Only where the ledger holds invented data.',
    schema: { type: 'string', const: 'true' },
  },
};
const COMES_BACK = {
  'Retry-After': {
    description: 'With 429 and 503: after so many seconds the same may be answered.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
};
const APPLIED = {
  [APPLIED_HEADER]: {
    description: 'Only with `Prefer: receipt`: the answer has the field `receipt`.',
    schema: { type: 'string', const: 'receipt' },
  },
};
const COMMAND_HEADERS = {
  ...APPLIED,
  ETag: { description: 'The revision of the item.', schema: { type: 'string' } },
  [REPLAYED_HEADER]: {
    description: 'Only where the command was done before, under the same key, and this is its first answer.',
    schema: { type: 'string', const: 'true' },
  },
};
