import { afterAll, describe, expect, it } from '@jest/globals';
import { aggregates } from '#domain/aggregates.js';
import type { Aggregate } from '#domain/kernel/decider.js';
import { ROLES, type Role } from '#domain/kernel/roles.js';
import { openTestLedger, principal } from '../support/command-handling.js';
import { readPage } from './page.js';

/** The rows of docs/roles.md: what it promises is what is tested. */
const rows = readPage('roles.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  .map(([, kind = '', verb = '', ...marks]) => ({
    kind,
    verb,
    roles: ROLES.filter((_, index) => marks[index] === 'yes'),
  }));

const ALL: Readonly<Record<string, Aggregate>> = aggregates;
const attempts = rows.flatMap(({ kind, verb, roles }) =>
  ROLES.map((role) => ({ kind, verb, role, may: roles.includes(role) })),
);

const ledger = await openTestLedger();
const handler = ledger.handler();
afterAll(() => ledger.close());

describe('the table of verbs by roles', () => {
  /** The code that a command ends with. Its meeting does not exist, so that whoever may give it gets no further. */
  async function codeFor(kind: string, verb: string, role: Role): Promise<unknown> {
    const { creation, verbs, kind: known } = ALL[kind] as Aggregate;
    const { body } = (verb === 'create' ? creation : verbs[verb]) as { body: new () => object };
    const command = Object.assign(new body(), { meeting: 'NO-SUCH-MEETING' });
    const item = verb === 'create' ? {} : { verb, ref: 'NO-SUCH-ITEM' };
    const attempt = handler.handle({ kind: known, ...item, command, principal: principal(role) });
    return attempt.then(
      () => 'done',
      (failure: { code: string }) => failure.code,
    );
  }

  it('names every verb once and no other', () => {
    const verbs = Object.entries(ALL).flatMap(([kind, { creation, verbs }]) => [
      ...(creation ? [`${kind} create`] : []),
      ...Object.keys(verbs).map((verb) => `${kind} ${verb}`),
    ]);
    expect(rows.map(({ kind, verb }) => `${kind} ${verb}`)).toEqual(verbs);
  });

  it.each(attempts)('$kind $verb by a $role: $may', async ({ kind, verb, role, may }) => {
    expect(await codeFor(kind, verb, role)).toBe(may ? 'unknown-reference' : 'not-allowed');
  });
});
