import type { Request } from './request.js';

/** Where the names of persons are kept, who are not named in events. */
export interface PersonNameStore {
  put(party: string, name: string): Promise<void>;
  erase(party: string): Promise<void>;
}

/** What commands do with the names of persons, by the id of the party. */
export function personNames(directory: PersonNameStore) {
  return {
    /** The name of a person goes to the directory, never into an event. */
    async keep({ kind, command }: Request, id: string, state: unknown = command): Promise<void> {
      const { name } = command as { name?: string };
      if (kind === 'party' && name !== undefined && (state as { kind: string }).kind === 'person')
        await directory.put(id, name);
    },
    /** Also where the event stood there already: a crash may have come between it and the directory. */
    async forgetErased({ kind, verb }: Request, id: string): Promise<void> {
      if (kind === 'party' && verb === 'erase') await directory.erase(id);
    },
  };
}
