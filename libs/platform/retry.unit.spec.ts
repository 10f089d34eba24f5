import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exponentialBackoff, poll, withRetry } from './retry.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Work that fails so often, and the virtual times of its attempts. */
function failing(times: number, began = Date.now()) {
  const at: number[] = [];
  const work = async () => {
    at.push(Date.now() - began);
    if (at.length <= times) throw new Error(`failure ${at.length}`);
    return 'done';
  };
  return { at, work };
}

describe('withRetry', () => {
  it('doubles the pause after each failure, up to the cap, and answers the first success', async () => {
    const { at, work } = failing(5);
    const told: string[] = [];
    const done = withRetry(work, {
      work: 'store-task',
      delayMs: exponentialBackoff(100, 400),
      onRetry: (error, ms) => told.push(`${(error as Error).message}: ${ms} ms`),
    });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await done).toBe('done');
    expect(at).toEqual([0, 100, 300, 700, 1_100, 1_500]);
    expect(told).toEqual([100, 200, 400, 400, 400].map((ms, index) => `failure ${index + 1}: ${ms} ms`));
  });

  it('fails at once with an error that is not retried', async () => {
    const { at, work } = failing(5);
    const isRetried = (error: unknown) => (error as Error).message !== 'failure 2';
    const failed = expect(withRetry(work, { work: 'store-task', delayMs: () => 10, isRetried })).rejects.toThrow(
      'failure 2',
    );
    await jest.advanceTimersByTimeAsync(1_000);
    await failed;
    expect(at).toEqual([0, 10]);
  });

  it('fails with what the callback throws', async () => {
    const onRetry = () => {
      throw new Error('given up');
    };
    await expect(withRetry(failing(1).work, { work: 'store-task', delayMs: () => 10, onRetry })).rejects.toThrow(
      'given up',
    );
  });

  it('cuts the pause and answers undefined where the signal aborts', async () => {
    const stopping = new AbortController();
    const { at, work } = failing(5);
    const done = withRetry(work, { work: 'store-task', delayMs: () => 1_000, signal: stopping.signal });
    await jest.advanceTimersByTimeAsync(1_500);
    stopping.abort();
    expect(await done).toBeUndefined();
    expect(at).toEqual([0, 1_000]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for work that runs when the signal aborts, and takes its answer', async () => {
    const stopping = new AbortController();
    let finish = (_: string) => {};
    const work = () => new Promise<string>((resolve) => (finish = resolve));
    let answer: string | undefined;
    const done = withRetry(work, { work: 'store-task', delayMs: () => 1_000, signal: stopping.signal }).then(
      (it) => (answer = it),
    );
    stopping.abort();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(answer).toBeUndefined();
    finish('late');
    expect(await done).toBe('late');
  });
});

describe('poll', () => {
  it('pauses before each look, by what the last look found, until the signal aborts', async () => {
    const stopping = new AbortController();
    const at: number[] = [];
    const began = Date.now();
    const done = poll(
      async () => void at.push(Date.now() - began),
      () => (at.length < 2 ? 100 : 1_000),
      stopping.signal,
    );
    await jest.advanceTimersByTimeAsync(2_500);
    expect(at).toEqual([100, 200, 1_200, 2_200]);
    stopping.abort();
    await done;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for the look that runs when the signal aborts, and looks no more', async () => {
    const stopping = new AbortController();
    let finish = () => {};
    let looks = 0;
    let ended = false;
    const look = () => {
      looks += 1;
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const done = poll(look, 10, stopping.signal).then(() => (ended = true));
    await jest.advanceTimersByTimeAsync(10);
    stopping.abort();
    await jest.advanceTimersByTimeAsync(1_000);
    expect({ looks, ended }).toEqual({ looks: 1, ended: false });
    finish();
    await done;
    expect(looks).toBe(1);
  });

  it('fails as a look fails', async () => {
    const failed = expect(poll(() => Promise.reject(new Error('broken')), 10, new AbortController().signal)).rejects;
    const seen = failed.toThrow('broken');
    await jest.advanceTimersByTimeAsync(10);
    await seen;
  });
});
