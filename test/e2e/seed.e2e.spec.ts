import { beforeAll, describe, expect, test } from '@jest/globals';
import type { StoredEvent } from '#event-store/port/port.js';
import { eventsIn } from '../support/events.js';
import { startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { answering, spawnServer, startServer } from '../support/server.js';

const SEED = 'seeds/dorset-mental-health-2018';

/** What an event says, without when it was recorded and without its id, which hangs on that too. */
function said({ stream, revision, type, data, metadata }: StoredEvent) {
  const { recordedAt, occurredAt, ...rest } = metadata;
  return { stream, revision, type, data, ...rest, occurredAt: occurredAt === recordedAt ? 'then' : occurredAt };
}

async function planIn(folder: string) {
  const events = await eventsIn(folder);
  return events.filter(({ stream }) => stream !== 'ledger').map(said);
}

describe('the first start', () => {
  let undisturbed: Awaited<ReturnType<typeof planIn>>;
  let folder: string;

  beforeAll(async () => {
    const server = await startServer({ SEED });
    folder = server.folder;
    const { stderr } = await server.stop();
    expect(stderr).toMatch(/302 of 302/);
    undisturbed = await planIn(folder);
  });

  test('loads the plan under its name, true when its document says', async () => {
    const [opened] = await eventsIn(folder);
    expect(opened?.data).toMatchObject({ name: 'Dorset mental health delivery plan 2018' });
    const of = (type: string, reference: string) =>
      undisturbed.find((event) => event.type === type && event.data.reference === reference);
    expect(of('ActionCreated', 'SMI-A02')).toMatchObject({
      occurredAt: '2018-03',
      source: { document: 'mental-health-delivery-plan-2018.txt', heading: 'SMI Physical Health Checks', line: 352 },
    });
    expect(of('DecisionRecorded', 'SMI-D01')).toMatchObject({
      occurredAt: '2018-03',
      data: expect.objectContaining({ decidedOn: 'not-stated' }),
    });
    expect(undisturbed.filter(({ occurredAt }) => occurredAt === 'then')).toHaveLength(2);
    expect(undisturbed.find(({ type }) => type === 'TargetMeasured')).toMatchObject({
      occurredAt: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
  });

  test('is not repeated, with the same plan or another', async () => {
    const count = (await eventsIn(folder)).length;
    for (const seed of [SEED, 'no/such/plan', 'none']) {
      const { stderr } = await (await startServer({ DATA_DIR: folder, SEED: seed })).stop();
      expect(stderr).toBe('');
    }
    expect(await eventsIn(folder)).toHaveLength(count);
  });

  test('killed in the middle is taken up again, to the same events', async () => {
    const data = temporaryFolder();
    for (const stage of [/: 76 of 302/, /: 151 of 302/]) {
      const server = spawnServer({ DATA_DIR: data, SEED });
      await server.says(stage, 'stderr');
      server.signal('SIGKILL');
      await server.ended;
    }
    await (await answering(spawnServer({ DATA_DIR: data, SEED: 'none' }))).stop();
    expect(await planIn(data)).toEqual(undisturbed);
  });

  test('without a seed stays without one', async () => {
    const server = await startInProcess();
    await server.stop();
    const before = await eventsIn(server.folder);
    await (await startInProcess({ DATA_DIR: server.folder, SEED })).stop();
    expect(await eventsIn(server.folder)).toEqual(before);
  });
});
