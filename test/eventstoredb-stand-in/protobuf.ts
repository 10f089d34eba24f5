/** Fields of protocol buffers, written by hand: several times faster than the generated classes. */

function varint(value: number | bigint): number[] {
  const octets: number[] = [];
  if (typeof value === 'bigint') {
    for (; value >= 128n; value >>= 7n) octets.push(Number(value & 127n) | 128);
  } else {
    for (; value >= 128; value = Math.floor(value / 128)) octets.push((value % 128) | 128);
  }
  return [...octets, Number(value)];
}

/** An unsigned integer. */
export const uint = (field: number, value: number | bigint): Buffer => Buffer.from([field << 3, ...varint(value)]);

/** Bytes, or text in UTF-8. */
export function bytes(field: number, value: Uint8Array | string): Buffer {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(content.length)]), content]);
}

/** A message of the fields given. */
export const message = (field: number, ...fields: readonly Buffer[]): Buffer => bytes(field, Buffer.concat(fields));
