/** The store of tokens and of people's names. */
export const ACCESS = Symbol('access');
/** Aborts when the server is told to stop: streams end with it, for one that is open keeps the server from closing. */
export const STOPPING = Symbol('stopping');
