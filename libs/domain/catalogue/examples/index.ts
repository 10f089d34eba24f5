import type { Examples, Facts } from '../../all-facts/facts.js';
import { action } from './action.js';
import { importing, ledger, reference, token, webhook } from './administration.js';
import { group, meeting, party, programme } from './bodies.js';
import { decision } from './decision.js';
import { milestone, target } from './promises.js';

export const examples: { readonly [Kind in keyof Facts]: Examples<Facts[Kind]> } = {
  programme,
  group,
  party,
  meeting,
  action,
  milestone,
  target,
  decision,
  token,
  webhook,
  import: importing,
  ledger,
  reference,
};
