/**
 * The signal that aborts when the server is told to stop. Streams end with it: one that is left open keeps the
 * server from closing.
 */
export const STOPPING = Symbol('stopping');
