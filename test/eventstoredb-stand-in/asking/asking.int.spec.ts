import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../stand-in.js';
import { ofAppends } from './of-appends.js';
import { ofReads } from './of-reads.js';
import { ofSubscriptions } from './of-subscriptions.js';
import { type Asker, newAsker } from './question.js';
import { RECORDED } from './recorded.js';

const { EVENTSTOREDB_URL } = process.env;
const questions = [...ofReads, ...ofAppends, ...ofSubscriptions];

/** Without TLS credentials never leave the client; with it, a wrong password is refused. */
const needsPlainConnection = 'credentials without TLS';
const isPlain = EVENTSTOREDB_URL === undefined || EVENTSTOREDB_URL.includes('tls=false');

describe(`${EVENTSTOREDB_URL ? 'the server at EVENTSTOREDB_URL' : 'the stand-in'} answers as EventStoreDB 23.10.6 did`, () => {
  let standIn: StandIn | undefined;
  let asker: Asker;

  beforeAll(async () => {
    if (EVENTSTOREDB_URL === undefined) standIn = await startStandIn();
    asker = newAsker(EVENTSTOREDB_URL ?? (standIn as StandIn).url);
  });
  afterAll(async () => {
    await asker.client.dispose();
    await standIn?.stop();
  });

  it('has an answer for every question', () => {
    expect(Object.keys(RECORDED).sort()).toEqual(questions.map(({ name }) => name).sort());
  });

  for (const { name, ask } of questions)
    (name === needsPlainConnection && !isPlain ? it.skip : it)(name, async () => {
      expect(await ask(asker)).toEqual(RECORDED[name]);
    });
});
