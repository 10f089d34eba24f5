import {
  type BehaviorSubject,
  filter,
  firstValueFrom,
  map,
  merge,
  type Observable,
  takeUntil,
  throwIfEmpty,
  timer,
} from 'rxjs';
import { abortOf } from '#platform/index.js';
import { ReadError } from '#read-store/index.js';

/** Waits until a position is reached. Errors: `projection-behind`, after `timeoutMs` or where the positions end first. */
export async function waitForPosition(
  position$: BehaviorSubject<number>,
  position: number,
  timeoutMs: number,
): Promise<void> {
  if (position <= position$.value) return;
  const arrival$ = position$.pipe(
    filter((reached) => reached >= position),
    takeUntil(timer(timeoutMs)),
    throwIfEmpty(() => behind(position, position$.value)),
  );
  await firstValueFrom(arrival$);
}

/** Resolves to false after `withinMs`, or when `ended` aborts. */
export function movedFrom(
  position$: Observable<number>,
  from: number,
  withinMs: number,
  ended: AbortSignal,
): Promise<boolean> {
  const move$ = position$.pipe(
    filter((position) => position > from),
    map(() => true),
  );
  const late$ = timer(withinMs).pipe(map(() => false));
  return firstValueFrom(merge(move$, late$).pipe(takeUntil(abortOf(ended))), { defaultValue: false });
}

function behind(position: number, reached: number): ReadError {
  return new ReadError(
    'projection-behind',
    `Read models are at position ${reached}, behind position ${position}; retry.`,
    {
      position,
      reached,
      lag: position - reached,
    },
  );
}
