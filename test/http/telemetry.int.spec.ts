import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOG_EVENTS, METRICS, SPANS } from '#platform/telemetry.js';
import { eventsIn } from '../support/events.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { ROOT } from '../support/processes.js';
import { receiver } from '../support/receiver.js';
import { ADMIN_TOKEN, type ApiServer } from '../support/server.js';
import { bearer, smallPlan, taken } from '../support/small-plan.js';
import { recordSpans } from '../support/span-recorder.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const TRACEPARENT = `00-${TRACE}-${CALLER}-01`;

let server: ApiServer;
const recorder = recordSpans();
beforeAll(async () => {
  server = await startInProcess({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
  await recorder.stop();
});

const record = (title: string, headers: Record<string, string>) =>
  server.post('/api/actions', { programme: 'SMI', title }, { ...bearer(ADMIN_TOKEN), ...headers });
const metadataOf = async (commandId: string) =>
  (await eventsIn(server.folder)).find(({ metadata }) => metadata.commandId === commandId)?.metadata;

describe('the traceparent of a request', () => {
  it('continues in the spans of the command and its append, and correlates its events', async () => {
    const { status, body } = await record('Traced', { traceparent: TRACEPARENT });
    expect(status).toBe(201);
    expect((await metadataOf(body.commandId))?.correlationId).toBe(TRACE);
    const traced = recorder.spans().filter(({ traceId }) => traceId === TRACE);
    const command = traced.find(({ name }) => name === SPANS.handleCommand);
    expect(command).toMatchObject({ parent: CALLER, attributes: { kind: 'action', verb: 'create' } });
    const append = traced.find(({ name }) => name === SPANS.append);
    expect(append).toMatchObject({ parent: command?.spanId });
  });

  it('continues in the span of a query', async () => {
    await server.get('/api/actions?limit=1', { ...bearer(ADMIN_TOKEN), traceparent: TRACEPARENT });
    const asked = recorder.spans().filter(({ name, traceId }) => name === SPANS.query && traceId === TRACE);
    expect(asked).toMatchObject([{ parent: CALLER, attributes: { route: 'actions' } }]);
  });

  it.each([undefined, `00-${'0'.repeat(32)}-${CALLER}-01`, `ff-${TRACE}-${CALLER}-01`, `${TRACEPARENT}-more`])(
    'is passed over where it is %s, and the command correlates with itself',
    async (traceparent) => {
      const { body } = await record('Untraced', traceparent === undefined ? {} : { traceparent });
      expect((await metadataOf(body.commandId))?.correlationId).toBe(body.commandId);
    },
  );
});

it('is documented: every metric, span and log event', () => {
  const page = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
  const names = [
    ...Object.values(METRICS).map(({ name }) => name),
    ...Object.values(SPANS),
    ...Object.values(LOG_EVENTS),
  ];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

describe('/metrics', () => {
  const metrics = async () => (await server.get('/metrics')).text;
  const figure = async (line: string) =>
    Number(
      (await metrics())
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.slice(line.length + 1),
    );

  it('has every metric that is named', async () => {
    const text = await metrics();
    const declared = Object.values(METRICS).map(({ name, type }) => `# TYPE ${name} ${type}`);
    expect(declared.filter((line) => !text.includes(line))).toEqual([]);
  });

  it('counts an append, and the seconds of a report', async () => {
    const appends = `${METRICS.appendSeconds.name}_count{outcome="written"}`;
    const before = await figure(appends);
    await taken(server, '/api/actions', { programme: 'SMI', title: 'Counted' });
    expect(await figure(appends)).toBeGreaterThan(before);
    await server.get('/api/reports/slippage');
    expect(await figure(`${METRICS.reportSeconds.name}_count{report="slippage"}`)).toBe(1);
  });

  it('counts what waits for a webhook whose receiver takes nothing, and since when', async () => {
    const backlog = METRICS.webhookBacklog.name;
    expect(await figure(backlog)).toBe(0);
    const to = await receiver();
    to.answers(() => ({ status: 503 }));
    const { reference: token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const hook = await taken(server, '/api/webhooks', { url: to.url, token, type: 'ActionNoteAdded' });
    to.secret = hook.secret;
    for (const text of ['One', 'Two']) await taken(server, '/api/actions/SMI-A01/add-note', { text });
    await eventually(async () => (await figure(backlog)) === 2);
    expect(await figure(METRICS.webhookBacklogAge.name)).toBeGreaterThan(0);
    await taken(server, `/api/webhooks/${hook.reference}/withdraw`, { reason: 'Done' });
    await eventually(async () => (await figure(backlog)) === 0);
    expect(await figure(METRICS.webhookBacklogAge.name)).toBe(0);
    await to.stop();
  });
});
