/** The versions that the stand-in can behave as, where they differ in what it serves. */
export type Version = '23.10.6' | '24.10.4';

export const DEFAULT_VERSION: Version = '23.10.6';
