import { hasSomethingToRead } from './letters.js';

export function isReadable(value: unknown, limit: number): value is string {
  return (
    typeof value === 'string' &&
    hasSomethingToRead(value) &&
    value.length <= limit &&
    value.isWellFormed() &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters refused.
    !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(value)
  );
}
