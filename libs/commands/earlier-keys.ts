import { type Aggregate, streamName } from '#domain/index.js';
import { createdId } from './ids.js';
import { maySee } from './permissions.js';
import type { ReferenceClaims } from './references.js';
import type { Request } from './request.js';
import type { StreamStates } from './stream-states.js';

/**
 * Finds the id of a keyed creation from before idempotency keys belonged to tokens, unless the principal may not see
 * it.
 */
export function earlierCreation(states: StreamStates, claims: ReferenceClaims) {
  return async (aggregate: Aggregate, request: Request, earlier: string): Promise<string | undefined> => {
    const { kind } = aggregate;
    const id = createdId(earlier, kind);
    const made = await states.current(aggregate, streamName(kind, id));
    if (made) return maySee(request.principal, made.state) ? earlier : undefined;
    // A creation that crashed after its claim owns the reference for ever, so it resumes under that id.
    const { reference } = request.command as { reference?: string };
    const claim = reference === undefined ? undefined : await claims.find(reference);
    return claim?.id === id ? earlier : undefined;
  };
}
