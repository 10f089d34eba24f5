export const RATINGS = ['blue', 'green', 'amber', 'red'] as const;
export type Rating = (typeof RATINGS)[number];
