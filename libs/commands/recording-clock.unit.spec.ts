import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CLOCK_SKEW_MS, recordingClock } from './recording-clock.js';

const at = (ms: number) => new Date(ms).toISOString();
const START = Date.parse('2018-06-01T09:00:00Z');

function clockAt(time: number, simulated = false) {
  let present = time;
  const clock = recordingClock({ now: () => at(present), simulated });
  const set = (to: number) => {
    present = to;
  };
  return { clock, set, stamp: () => clock.withRecordedAt(async (recordedAt) => recordedAt) };
}

describe('the recording clock', () => {
  it('never stamps earlier than before, however the clock of the machine steps back within the bound', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: CLOCK_SKEW_MS }), { minLength: 2 }), async (times) => {
        const { set, stamp } = clockAt(START);
        const stamps: string[] = [];
        for (const time of times) {
          set(START + time);
          stamps.push(await stamp());
        }
        expect(stamps).toEqual([...stamps].sort());
      }),
    ));

  it('stamps no earlier than an event of another process that it has seen', async () => {
    const { clock, stamp } = clockAt(START);
    clock.observe(at(START + 1_500));
    expect(await stamp()).toBe(at(START + 1_500));
  });

  it('refuses to record where the last event lies further ahead than the bound, until its time has come', async () => {
    const { clock, set, stamp } = clockAt(START);
    clock.observe(at(START + 86_400_000));
    await expect(stamp()).rejects.toMatchObject({
      code: 'clock-ahead',
      fields: { lastRecordedAt: at(START + 86_400_000), now: at(START), retryAfterSeconds: 86_400 },
    });
    expect(clock.ahead()).toEqual({ lastRecordedAt: at(START + 86_400_000), now: at(START) });
    set(START + 86_400_000);
    expect(clock.ahead()).toBeUndefined();
    expect(await stamp()).toBe(at(START + 86_400_000));
  });

  it('takes a simulated clock at its word', async () => {
    const { clock, set, stamp } = clockAt(START, true);
    clock.observe(at(START + 86_400_000));
    expect(await stamp()).toBe(at(START));
    set(START - 60_000);
    expect(await stamp()).toBe(at(START - 60_000));
  });

  it('knows before which instant nothing waits for the store', async () => {
    const { clock, set } = clockAt(START);
    const acknowledge: (() => void)[] = [];
    const append = () => clock.withRecordedAt(() => new Promise<void>((resolve) => void acknowledge.push(resolve)));
    const first = append();
    set(START + 700);
    const second = append();
    set(START + 900);
    expect(clock.acknowledgedBefore()).toBe(at(START));
    acknowledge[0]?.();
    await first;
    expect(clock.acknowledgedBefore()).toBe(at(START + 700));
    acknowledge[1]?.();
    await second;
    expect(clock.acknowledgedBefore()).toBe(at(START + 900));
  });

  it('waits for the appends stamped at or before an instant, and for no later one', async () => {
    const { clock, set } = clockAt(START);
    const ended: string[] = [];
    let endFirst = () => {};
    const first = clock.withRecordedAt(
      () =>
        new Promise<void>((resolve) => {
          endFirst = resolve;
        }),
    );
    set(START + 1);
    void clock.withRecordedAt(() => new Promise(() => {}));
    const settled = clock.settled(at(START)).then(() => ended.push('settled'));
    await clock.settled(at(START - 1)).then(() => ended.push('before'));
    expect(ended).toEqual(['before']);
    endFirst();
    await Promise.all([first, settled]);
    expect(ended).toEqual(['before', 'settled']);
  });

  it('counts an append that failed as ended', async () => {
    const { clock } = clockAt(START);
    const failing = clock.withRecordedAt(() => Promise.reject(new Error('no disk')));
    await Promise.all([clock.settled(at(START)), expect(failing).rejects.toThrow('no disk')]);
  });
});
