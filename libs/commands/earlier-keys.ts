import { type Aggregate, streamName } from '#domain/index.js';
import { createdId } from './ids.js';
import { maySee } from './permissions.js';
import type { ReferenceClaims } from './references.js';
import type { Request } from './request.js';
import type { StreamStates } from './stream-states.js';

/**
 * Makes what finds the id that a keyed creation had before keys belonged to tokens. Undefined where it was never begun,
 * and where the principal may not see what it made: then the key is that of a command of its own.
 */
export function earlierCreation(states: StreamStates, claims: ReferenceClaims) {
  return async (aggregate: Aggregate, request: Request, earlier: string): Promise<string | undefined> => {
    const { kind } = aggregate;
    const id = createdId(earlier, kind);
    const made = await states.current(aggregate, streamName(kind, id));
    if (made) return maySee(request.principal, made.state) ? earlier : undefined;
    // One that was cut off after its claim holds its reference for ever: it goes on under the id of that claim.
    const { reference } = request.command as { reference?: string };
    const claim = reference === undefined ? undefined : await claims.find(reference);
    return claim?.id === id ? earlier : undefined;
  };
}
