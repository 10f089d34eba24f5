/**
 * Every projection's version, to be raised when it writes other rows. Apart from the projections, so that a command can
 * tell whether read models are outdated without loading them.
 */
export const VERSIONS = {
  ledger: 3,
  access: 1,
  webhooks: 2,
  parties: 2,
  groups: 2,
  programmes: 1,
  meetings: 1,
  actions: 8,
  milestones: 5,
  targets: 3,
  decisions: 5,
  imports: 1,
} as const;
