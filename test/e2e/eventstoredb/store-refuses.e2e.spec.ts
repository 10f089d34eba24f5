import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type StandInProcess, startStandInProcess } from '#test/eventstoredb-stand-in/process.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import { temporaryFolder } from '../../support/processes.js';
import type { ApiServer } from '../../support/server.js';

const PROGRAMME = { reference: 'SMI', name: 'Physical health checks' };

/** The stand-in's address for a user who trusts this certificate. */
function addressFor({ addresses }: StandInProcess, certificate: string, user: string): string {
  const file = join(temporaryFolder(), 'authority.pem');
  writeFileSync(file, certificate);
  return `esdb://${user}@${addresses[0]}?tls=true&tlsCAFile=${encodeURIComponent(file)}`;
}

async function refusesForNow(server: ApiServer, code: string): Promise<void> {
  expect((await server.get('/health/live')).status).toBe(200);
  expect((await server.get('/health/ready')).status).toBe(503);
  const answer = await server.post('/api/programmes', PROGRAMME);
  expect(answer).toMatchObject({ status: 503, body: { code } });
  expect(answer.headers.get('retry-after')).toBe('1');
}

describeOnStandIn('a server that its EventStoreDB does not let in', () => {
  test('for its password starts all the same, tells nobody, and goes on once it is right', async () => {
    const standIn = await startStandInProcess(['--tls']);
    const url = addressFor(standIn, String(standIn.certificate), 'admin:a-secret-word');
    const server = await startInProcess({ EVENTSTOREDB_URL: url });
    await refusesForNow(server, 'store-unavailable');
    await standIn.faults.changePassword('admin', 'a-secret-word');
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    expect((await server.post('/api/programmes', PROGRAMME)).status).toBe(201);
    const { code, stdout, stderr } = await server.stop();
    expect(code).toBe(0);
    expect(stderr).toMatch(/refuses these credentials/);
    expect(stdout + stderr).not.toContain('a-secret-word');
    await standIn.stop();
  });

  test('for a certificate that does not match starts all the same, and says so', async () => {
    const [standIn, other] = [await startStandInProcess(['--tls']), await startStandInProcess(['--tls'])];
    const url = addressFor(standIn, String(other.certificate), 'admin:changeit');
    const server = await startInProcess({ EVENTSTOREDB_URL: url });
    await refusesForNow(server, 'store-unavailable');
    expect((await server.stop()).stderr).toMatch(/event store does not answer: .*certificate/);
    await Promise.all([standIn.stop(), other.stop()]);
  });
});
