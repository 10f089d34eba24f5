/** The validated settings of this process: `Config`. */
export const CONFIG = Symbol('config');
/** The structured log of everything but requests: `Log`, by pino. */
export const LOGGER = Symbol('logger');
/** An AbortSignal that aborts when the process is told to stop; open streams end with it. */
export const STOPPING = Symbol('stopping');
