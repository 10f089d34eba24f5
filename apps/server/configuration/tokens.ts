export const CONFIG = Symbol('config');
/** The structured log of everything but requests: `Log`, by pino. */
export const LOGGER = Symbol('logger');
export const STOPPING = Symbol('stopping');
