import type { Credential } from '#access/index.js';
import { ROLES } from '#domain/index.js';
import { findParty, NAMES, namesIn } from '#read-models/index.js';
import {
  type AnswerOf,
  AS_OF,
  listOf,
  object,
  oneOf,
  orNull,
  REFERENCE,
  TEXT,
  withReferences,
} from '#read-store/index.js';
import type { QueryDependencies } from './execute-query.js';
import { readerOf } from './viewer.js';

export const ME = object({
  party: REFERENCE,
  name: orNull(TEXT),
  organisation: orNull(REFERENCE),
  roles: listOf(oneOf(ROLES)),
  groups: { ...listOf(REFERENCE), description: 'Of which it sees what is restricted to them.' },
  programmes: { ...listOf(REFERENCE), description: 'To which its commands are limited; none is no limit.' },
  asOf: AS_OF,
  names: NAMES,
});

export function whoAmI(
  { read, directory }: Pick<QueryDependencies, 'read' | 'directory'>,
  credential: Credential,
): Promise<AnswerOf<typeof ME>> {
  const { actor } = credential;
  return read({ now: new Date().toISOString() }, readerOf(credential), async (view) => {
    const party = await findParty(view, actor.party, directory.namesOf);
    const [me] = await withReferences(view, [credential], ({ groups, programmes }, { each }) => ({
      party: party?.reference ?? actor.party,
      name: party?.name ?? null,
      organisation: party?.organisation ?? null,
      roles: actor.roles,
      groups: each(groups),
      programmes: each(programmes),
    }));
    if (!me) throw new Error('One credential is presented as one answer.');
    return { ...me, asOf: view.moment.asOf, names: await namesIn(view, me, directory.namesOf) };
  });
}
