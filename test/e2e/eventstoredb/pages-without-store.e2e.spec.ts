import { afterEach, beforeEach, expect, it } from '@jest/globals';
import request from 'supertest';
import { type StandIn, startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { type ServerInProcess, startInProcess } from '../../support/in-process.js';
import { ADMIN_TOKEN } from '../../support/server.js';
import { caughtUp, taken } from '../../support/small-plan.js';

describeOnStandIn('the page of an item', () => {
  let standIn: StandIn;
  let server: ServerInProcess;
  beforeEach(async () => {
    standIn = await startStandIn();
    server = await startInProcess({ EVENTSTOREDB_URL: standIn.url });
  });
  afterEach(async () => {
    await server.stop();
    await standIn.stop();
  });

  it('is shown while the event store is away, and offers nothing then', async () => {
    const created = await taken(server, '/api/groups', { reference: 'BOARD', name: 'The board' });
    await caughtUp(server, created);
    const open = () =>
      request(server.url)
        .get('/groups/BOARD')
        .set({ authorization: `Bearer ${ADMIN_TOKEN}`, accept: 'text/html' });
    expect((await open()).text).toContain('What you can do');
    await standIn.stop();
    const { status, text } = await open();
    expect(status).toBe(200);
    expect(text).toContain('The board');
    expect(text).not.toContain('What you can do');
  }, 200_000);
});
