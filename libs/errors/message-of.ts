/** What an error says, or what was thrown in its place. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
