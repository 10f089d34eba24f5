import { expect, it } from '@jest/globals';
import { describeOnStandIn, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { allDone, failure, idsOf, newEvents } from '../contract/case.js';
import type { ExpectedRevision } from '../port/port.js';

const EXPECTED: readonly ExpectedRevision[] = ['noStream', 1, 'any', 'streamExists'];

/** A stream that holds two events unless it must not be there. */
async function standing(expected: ExpectedRevision) {
  const { url, faults } = await startServer();
  const store = storeOn(url);
  const before = expected === 'noStream' ? [] : newEvents(2);
  if (before.length > 0) await store.append('a', before, 'noStream');
  return { store, faults, before };
}

describeOnStandIn.each(EXPECTED)('an append at %s that landed is a success, once, when its answer', (expected) => {
  it.each(['loseAnswers', 'cutAnswers', 'timeOutAnswers', 'answerTwice'] as const)('meets %s', async (fault) => {
    const { store, faults, before } = await standing(expected);
    const pair = newEvents(2);
    await faults[fault](1);
    const result = await store.append('a', pair, expected);
    const read = await store.readStream('a');
    expect(idsOf(read)).toEqual(idsOf([...before, ...pair]));
    expect(result).toEqual({ revision: before.length + 1, position: read.at(-1)?.position, repeated: false });
    await store.append('a', newEvents(1), result.revision);
  });

  it('meets a cut connection each time', async () => {
    const { store, faults, before } = await standing(expected);
    const pair = newEvents(2);
    await faults.cutAnswers(3);
    await store.append('a', pair, expected);
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf([...before, ...pair]));
  });
});

describeOnStandIn('an append without an answer', () => {
  it('is of unknown outcome in the end, and a success when it is asked again', async () => {
    const { store, faults } = await standing('noStream');
    const pair = newEvents(2);
    await faults.loseAnswers(1_000);
    const { fields } = await failure('outcome-unknown', store.append('a', pair, 'noStream'));
    expect(fields).toMatchObject({ stream: 'a' });
    await faults.loseAnswers(0);
    expect(await store.append('a', pair, 'noStream')).toMatchObject({ revision: 1 });
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf(pair));
  });

  it('conflicts when others took its place', async () => {
    const { store, faults } = await standing('noStream');
    await store.append('a', newEvents(1), 'noStream');
    await faults.loseAnswers(1);
    const lost = store.append('a', newEvents(1), 'noStream');
    expect((await failure('wrong-expected-revision', lost)).fields).toMatchObject({ actual: 0 });
  });

  it('leaves the appends of another server alone, whose answers are still to come', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const [failing, sound] = [storeOn(one.url), storeOn(other.url)];
    await allDone([failing.append('a', newEvents(1), 'noStream'), sound.append('a', newEvents(1), 'noStream')]);
    await other.faults.delayAnswers(300);
    const events = newEvents(20);
    const appending = events.map((event, index) => sound.append(`b${index}`, [event], 'noStream'));
    await one.faults.dropConnections();
    const results = await Promise.all(appending);
    expect(results.map(({ revision }) => revision)).toEqual(events.map(() => 0));
  });
});
