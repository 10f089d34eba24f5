export const CONFIG = Symbol('config');
export const STOPPING = Symbol('stopping');
