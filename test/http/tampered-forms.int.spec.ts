import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import request from 'supertest';
import { forms } from '#pages/index.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  for (const role of ['viewer', 'contributor', 'secretary', 'administrator'])
    tokens[role] = (await taken(server, '/api/tokens', { party: 'ORG-01', roles: [role] })).token;
});
afterAll(async () => {
  await server?.stop();
});

const REFERENCES: Readonly<Record<string, string>> = {
  actions: 'SMI-A01',
  milestones: 'SMI-M01',
  targets: 'SMI-T01',
  decisions: 'BOARD-D01',
  meetings: 'BOARD-MTG01',
  programmes: 'SMI',
  groups: 'BOARD',
  parties: 'ORG-01',
  tokens: 'TOKEN-01',
  webhooks: 'WEBHOOK-01',
};
const HOSTILE = [
  '',
  'x',
  '0',
  '-1',
  '9'.repeat(400),
  '<script>',
  '\u202e',
  '\u0000',
  'SMI-A01',
  'NONE',
  '2018-13-45',
  '𝒳'.repeat(50),
];

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 60 }));
const submission = fc.record({
  form: fc.constantFrom(...forms),
  role: fc.constantFrom('viewer', 'contributor', 'secretary', 'administrator'),
  step: fc.constantFrom('continue', 'record', 'read', 'more', 'back', 'nonsense'),
  shared: fc.array(fc.tuple(fc.nat({ max: 30 }), text), { maxLength: 12 }),
  others: fc.array(
    fc.tuple(
      fc.constantFrom('revision', 'key', 'a[0]', 'conditions[49].text', '__proto__', 'parties[1e9].party'),
      text,
    ),
    {
      maxLength: 4,
    },
  ),
  isReal: fc.boolean(),
});

/** Of the store itself: the read models may be behind. */
function head(): number {
  const db = new Database(join(server.folder, 'events.db'), { readonly: true });
  try {
    return db.prepare('SELECT max(position) FROM events').pluck().get() as number;
  } finally {
    db.close();
  }
}

describe('forms with tampered fields', () => {
  // Revoking the tokens in use would end the test early.
  const isSafe = ({ form: { kind, verb } }: { form: { kind: string; verb?: string | undefined } }) =>
    !(kind === 'token' && verb === 'revoke') && !(kind === 'party' && verb === 'erase');

  it('are never an error of the server, and record nothing that the role may not', async () => {
    let last = head();
    await fc.assert(
      fc.asyncProperty(submission.filter(isSafe), async ({ form, role, step, shared, others, isReal }) => {
        const names = form.fields().own.map(({ name }) => name);
        const fields = new Map<string, string>([...others, ['step', step]]);
        for (const [index, value] of shared) fields.set(names[index % (names.length || 1)] ?? 'x', value);
        const plural = form.path.split('/')[0] ?? '';
        const path = form.path.replace(':ref', isReal ? (REFERENCES[plural] ?? 'NONE') : 'NONE');
        const before = last;
        const answer = await request(server.url)
          .post(`/${path}`)
          .set({ authorization: `Bearer ${tokens[role]}`, accept: 'text/html', 'sec-fetch-site': 'same-origin' })
          .type('form')
          .send(new URLSearchParams([...fields]).toString());
        expect(answer.status).toBeLessThan(500);
        last = head();
        if (!form.rule.roles.some((each) => each === role)) {
          expect([403, 400]).toContain(answer.status);
          expect(last).toBe(before);
        }
        if (['read', 'more', 'back'].includes(step)) expect(last).toBe(before);
      }),
      { numRuns: 1_000, endOnFailure: true },
    );
  });
});
