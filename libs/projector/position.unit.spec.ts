import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BehaviorSubject } from 'rxjs';
import { movedFrom, waitForPosition } from './position.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('waitForPosition', () => {
  it('resolves at once where it is reached, and when it is', async () => {
    const position$ = new BehaviorSubject(5);
    await waitForPosition(position$, 5, 1_000);
    const waiting = waitForPosition(position$, 7, 1_000);
    position$.next(6);
    position$.next(9);
    await waiting;
    expect(position$.observed).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each<[string, (position$: BehaviorSubject<number>) => void]>([
    ['after its time', () => jest.advanceTimersByTime(1_000)],
    ['where the projector stops first', (position$) => position$.complete()],
  ])('fails with where it stands %s', async (_, end) => {
    const position$ = new BehaviorSubject(5);
    const failed = expect(waitForPosition(position$, 7, 1_000)).rejects.toMatchObject({
      code: 'projection-behind',
      fields: { position: 7, reached: 6, lag: 1 },
    });
    position$.next(6);
    end(position$);
    await failed;
    expect(position$.observed).toBe(false);
  });
});

describe('movedFrom', () => {
  it.each<[boolean, string, (position$: BehaviorSubject<number>, ended: AbortController) => void]>([
    [true, 'it moves on', (position$) => position$.next(6)],
    [false, 'its time is over', () => jest.advanceTimersByTime(1_000)],
    [false, 'it is told to end', (_, ended) => ended.abort()],
  ])('is %s where %s', async (answer, _, happen) => {
    const position$ = new BehaviorSubject(5);
    const ended = new AbortController();
    const moved = movedFrom(position$, 5, 1_000, ended.signal);
    happen(position$, ended);
    expect(await moved).toBe(answer);
    expect(position$.observed).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits its time, and does not answer at once, after the positions have ended', async () => {
    const position$ = new BehaviorSubject(5);
    position$.complete();
    let answer: boolean | undefined;
    void movedFrom(position$, 5, 1_000, new AbortController().signal).then((moved) => (answer = moved));
    await jest.advanceTimersByTimeAsync(999);
    expect(answer).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(answer).toBe(false);
  });
});
