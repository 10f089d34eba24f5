/** Who may do what: docs/domain.md, section 11. */
export const ROLES = ['viewer', 'auditor', 'contributor', 'secretary', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Everything on the plan: agreed dates, decisions, meetings, verification. */
export const PLANS: readonly Role[] = ['secretary'];
/** Reporting on items: also a contributor, on items of its organisation or its programmes. */
export const REPORTS: readonly Role[] = ['contributor', 'secretary'];
/** Registering and describing people and bodies. */
export const KEEPS_PARTIES: readonly Role[] = ['secretary', 'administrator'];
/** Tokens, erasure and settings. */
export const ADMINISTERS: readonly Role[] = ['administrator'];
/** Reading the plan. */
export const READS: readonly Role[] = ROLES;
/** Reading what is restricted to any group. */
export const SEES_EVERYTHING: readonly Role[] = ['auditor', 'secretary'];
/** Reading what only auditors see: access events. */
export const AUDITS: readonly Role[] = ['auditor', 'administrator'];
