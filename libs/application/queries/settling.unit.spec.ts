import { describe, expect, it } from '@jest/globals';
import { SETTLING_MS, type SettlingOptions, settling } from './settling.js';

const NOW = Date.parse('2018-06-01T09:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();

function settlingWith(options: Partial<SettlingOptions>) {
  const asked: string[] = [];
  const settle = settling({
    clock: {
      now: () => at(NOW),
      settled: async (until) => {
        asked.push(`appends until ${until}`);
      },
    },
    shared: false,
    head: async () => {
      asked.push('head');
      return 7;
    },
    position: () => 5,
    reached: async () => true,
    ...options,
  });
  return { settle, asked };
}

describe('what was known at an instant is settled', () => {
  it('once appends under way have ended and the read models stand where the store stands', async () => {
    const { settle, asked } = settlingWith({});
    await settle(at(NOW - 1));
    expect(asked).toEqual([`appends until ${at(NOW - 1)}`, 'head']);
  });

  it('not while the read models are behind', async () => {
    const { settle } = settlingWith({ reached: async () => false });
    await expect(settle(at(NOW - 1))).rejects.toMatchObject({ code: 'projection-behind' });
  });

  it('not for a time to come, and says when', async () => {
    const { settle } = settlingWith({});
    await expect(settle(at(NOW + 60_000))).rejects.toMatchObject({
      code: 'not-settled',
      fields: { retryAfterSeconds: 60 },
    });
  });

  it('only after a margin where other processes record too', async () => {
    const until = NOW - SETTLING_MS + 60_000;
    const { settle } = settlingWith({ shared: true });
    await expect(settle(at(until))).rejects.toMatchObject({ fields: { retryAfterSeconds: 60 } });
    await settlingWith({ shared: false }).settle(at(NOW - 1));
  });

  it('without asking the store where it was seen since and everything seen is read', async () => {
    const until = at(NOW - 60_000);
    const away = { head: () => Promise.reject(new Error('away')) };
    const seen = { at: at(NOW - 1_000), head: 5 };
    await settlingWith({ ...away, shared: true, seen: () => seen }).settle(until);
    await expect(settlingWith({ ...away, seen: () => ({ ...seen, head: 6 }) }).settle(until)).rejects.toThrow('away');
    await expect(settlingWith({ ...away, seen: () => ({ ...seen, at: until }) }).settle(until)).rejects.toThrow('away');
  });
});
