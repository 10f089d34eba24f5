/** What a group may be asked, in the order in which a report says it. */
export const ASKS = [
  'blocked',
  'complete-not-verified',
  'escalated',
  'dates-moved-by-lead',
  'chairs-actions',
  'rated-better-than-facts',
] as const;
export type AskName = (typeof ASKS)[number];

/** Those that no other list answers. */
export const LISTED_ASKS = ['escalated', 'dates-moved-by-lead', 'chairs-actions'] as const satisfies AskName[];
export type ListedAsk = (typeof LISTED_ASKS)[number];
