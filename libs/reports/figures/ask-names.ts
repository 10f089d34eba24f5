/** In the order of the report. */
export const ASKS = [
  'blocked',
  'complete-not-verified',
  'escalated',
  'dates-moved-by-lead',
  'chairs-actions',
  'rated-better-than-facts',
] as const;
export type AskName = (typeof ASKS)[number];

export const LISTED_ASKS = ['escalated', 'dates-moved-by-lead', 'chairs-actions'] as const satisfies AskName[];
export type ListedAsk = (typeof LISTED_ASKS)[number];
