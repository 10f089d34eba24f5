export const ROLES = ['viewer', 'auditor', 'contributor', 'secretary', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const PLANS: readonly Role[] = ['secretary'];
export const REPORTS: readonly Role[] = ['contributor', 'secretary'];
export const KEEPS_PARTIES: readonly Role[] = ['secretary', 'administrator'];
export const ADMINISTERS: readonly Role[] = ['administrator'];
export const READS: readonly Role[] = ROLES;
export const SEES_EVERYTHING: readonly Role[] = ['auditor', 'secretary'];
export const AUDITS: readonly Role[] = ['auditor', 'administrator'];
