import type { Checkpoint, StoredEvent, StoredJsonObject } from '#event-store/port/port.js';
import type { AnyFact } from '#read-store/tables/events.js';

/** What a test says of an event besides its fact. */
export interface Told {
  readonly stream: string;
  readonly recordedAt?: string;
  readonly occurredAt?: string;
  readonly actor?: string;
  readonly reason?: string;
  /** The command that it was recorded by; one of its own unless told. */
  readonly command?: string;
  /** By when its document says it. */
  readonly statedBy?: string;
}
export type ToldFact = Told & Pick<AnyFact, 'type'> & { readonly data: object };

const ACTOR = { kind: 'post', roles: ['secretary'] } as const;

/** The id of the event at a position. */
export const eventId = (position: number) => `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;

/** Facts as they would stand in a store: revisions and positions counted, recorded a minute apart unless told. */
export function stored(facts: readonly ToldFact[], firstPosition = 1): StoredEvent[] {
  const revisions = new Map<string, number>();
  return facts.map(
    ({ stream, type, data, recordedAt, occurredAt, actor = 'secretary', reason, statedBy, command }, index) => {
      const revision = revisions.get(stream) ?? 0;
      revisions.set(stream, revision + 1);
      const position = firstPosition + index;
      const at = recordedAt ?? new Date(Date.UTC(2018, 3, 1) + index * 60_000).toISOString();
      const metadata = {
        schemaVersion: 1,
        recordedAt: at,
        occurredAt: occurredAt ?? at,
        actor: { party: actor, ...ACTOR },
        commandId: command ?? `command-${position}`,
        bodyHash: '',
        correlationId: `command-${position}`,
        causationId: `command-${position}`,
        ...(reason !== undefined && { reason }),
        ...(statedBy !== undefined && { source: { document: 'plan.txt', statedBy } }),
      };
      return {
        id: eventId(position),
        stream,
        type,
        revision,
        position,
        checkpoint: `after-${position}` as Checkpoint,
        data: data as StoredJsonObject,
        metadata,
      };
    },
  );
}
