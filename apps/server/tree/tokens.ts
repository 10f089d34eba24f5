export const TREE = Symbol('tree of the events');
