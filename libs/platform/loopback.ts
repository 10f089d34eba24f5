const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
