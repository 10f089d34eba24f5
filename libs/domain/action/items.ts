import { IsIn } from 'class-validator';
import { type Context, isRefusal, type LookupResult, type Refusal, refuse } from '../kernel/decider.js';
import { resolve, resolveOpen } from '../kernel/resolve.js';
import { IsItem, IsLine } from '../kernel/validation.js';
import { type ExternalRef, PARTS, type Part, type PartyPart } from './events.js';
import type { ActionState } from './state.js';

export class ExternalRefBody implements ExternalRef {
  @IsLine() system: string;
  @IsLine() ref: string;
}

export function externalRefsOf(refs: readonly ExternalRefBody[]): ExternalRef[] {
  return refs.map(({ system, ref }) => ({ system, ref }));
}

export class PartyPartBody implements PartyPart {
  /** The party, by id or reference. */
  @IsItem() party: string;
  @IsIn(PARTS) part: Part;
}

export function openProgrammes(context: Context, refs: readonly string[], own: string): string[] | Refusal {
  const ids = new Set<string>();
  for (const [index, ref] of refs.entries()) {
    const programme = resolveOpen(context, 'programme', ref, `alsoIn[${index}]`);
    if (isRefusal(programme)) return programme;
    if (programme.id !== own) ids.add(programme.id);
  }
  return [...ids];
}

export function assignable(context: Context, ref: string, field: string): LookupResult | Refusal {
  const party = resolve<{ retired: boolean }>(context, 'party', ref, field);
  if (isRefusal(party) || !party.state.retired) return party;
  return refuse('party-retired', `${party.reference} is retired and takes on nothing new; choose another party.`, {
    field,
    value: ref,
  });
}

export function chain(
  context: Context,
  from: LookupResult<ActionState>,
  goal: { readonly id: string; readonly reference: string },
  next: (state: ActionState) => readonly string[],
): readonly string[] | undefined {
  const seen = new Set([from.id]);
  const trails = [{ item: from, path: [from.reference] }];
  for (const { item, path } of trails) {
    for (const id of next(item.state)) {
      if (id === goal.id) return [...path, goal.reference];
      const found = seen.has(id) ? undefined : context.lookup.find<ActionState>('action', id);
      seen.add(id);
      if (found) trails.push({ item: found, path: [...path, found.reference] });
    }
  }
  return undefined;
}
