import type { Request } from './request.js';

export interface PersonNameStore {
  put(party: string, name: string): Promise<void>;
  erase(party: string): Promise<void>;
}

export function personNames(directory: PersonNameStore) {
  return {
    /** A person's name is personal data that can be erased, so no event holds it. */
    async keep({ kind, command }: Request, id: string, state: unknown = command): Promise<void> {
      const { name } = command as { name?: string };
      if (kind === 'party' && name !== undefined && (state as { kind: string }).kind === 'person')
        await directory.put(id, name);
    },
    /** Repeats the erasure: a crash may have come between the event and the directory. */
    async forgetErased({ kind, verb }: Request, id: string): Promise<void> {
      if (kind === 'party' && verb === 'erase') await directory.erase(id);
    },
  };
}
