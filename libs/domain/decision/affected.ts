import { IsIn, IsOptional } from 'class-validator';
import {
  type Context,
  isRefusal,
  type Kind,
  type Lookup,
  type LookupResult,
  type Refusal,
  refuse,
} from '../kernel/decider.js';
import { unknownReferenceMessage } from '../kernel/resolve.js';
import { IsItem } from '../kernel/validation.js';
import { AFFECTS, type Affected, type AffectedAs } from './events.js';

const KINDS: readonly Kind[] = ['action', 'milestone', 'target', 'decision', 'programme'];

export class AffectedBody {
  /** The action, milestone, target, decision or programme, by id or reference. */
  @IsItem() reference: string;
  /** Its part in the decision; `concerns` unless stated. */
  @IsOptional() @IsIn(AFFECTS) as?: AffectedAs;
}

/** Errors: `unknown-reference`, `cannot-be-affected`, `affects-itself`. */
export function affectedBy({ reference, as = 'concerns' }: AffectedBody, field: string, context: Context) {
  const found = context.lookup.findAny(reference);
  if (!found) {
    return refuse('unknown-reference', unknownReferenceMessage(field, 'item', reference), { field, value: reference });
  }
  if (found.id === context.id) {
    return refuse('affects-itself', 'A decision does not affect itself; name another item.', {
      field,
      value: reference,
    });
  }
  if (isAffectable(found)) return { kind: found.kind, id: found.id, as };
  const detail = `${reference} is a ${found.kind}; a decision affects actions, milestones, targets, decisions and programmes.`;
  return refuse('cannot-be-affected', detail, { field, value: reference });
}

export function allAffectedBy(bodies: readonly AffectedBody[], context: Context): Affected[] | Refusal {
  const affected: Affected[] = [];
  for (const [index, body] of bodies.entries()) {
    const one = affectedBy(body, `affects[${index}].reference`, context);
    if (isRefusal(one)) return one;
    if (!isListed(affected, one)) affected.push(one);
  }
  return affected;
}

export function isListed(affected: readonly Affected[], { id, as }: Affected): boolean {
  return affected.some((each) => each.id === id && each.as === as);
}

export function programmeOf(reference: string, lookup: Lookup): string | undefined {
  const item = lookup.findAny(reference);
  if (!item || item.kind === 'programme') return item?.reference;
  const { programme } = item.state as { readonly programme?: string };
  return programme ? lookup.find('programme', programme)?.reference : undefined;
}

function isAffectable(found: LookupResult): found is LookupResult & Pick<Affected, 'kind'> {
  return KINDS.includes(found.kind);
}
