import { IsIn } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Context } from '../kernel/decider.js';
import { AUTHORITIES, type Authority } from './authorities.js';

const LEFT_OUT =
  "On whose word the date moves. Left out, it is `group` where the command names a meeting in `meeting`, and otherwise `lead`: the lead's own word, which reports count as not agreed.";

export const IsAuthority = (): PropertyDecorator => (target, property) => {
  IsIn(AUTHORITIES)(target, property as string);
  JSONSchema((schema) => ({ ...schema, description: LEFT_OUT }))(target, property as string);
};

export function authorityOf(
  { authority }: { readonly authority?: Authority },
  { meeting }: Pick<Context, 'meeting'>,
): Authority {
  return authority ?? (meeting ? 'group' : 'lead');
}
