export const AUTHORITIES = ['group', 'chairs-action', 'delegated', 'lead', 'unknown'] as const;
export type Authority = (typeof AUTHORITIES)[number];
