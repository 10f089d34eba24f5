import type pg from 'pg';
import type { RowValues } from '../runtime/unit-of-work.js';
import type { CopyTarget } from './tables.js';

interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

export function copyInto(client: pg.ClientBase, { name, columns }: CopyTarget, rows: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    client.query({
      submit: (connection: pg.Connection) => connection.query(`COPY ${name} (${columns.join(', ')}) FROM STDIN`),
      handleCopyInResponse(connection: CopyConnection) {
        for (const chunk of rows) connection.sendCopyFromChunk(chunk);
        connection.endCopyFrom();
      },
      handleCommandComplete() {},
      handleError(error: Error) {
        failure = error;
        reject(error);
      },
      handleReadyForQuery() {
        if (!failure) resolve();
      },
    });
  });
}

const SPECIAL = /[\\\n\r\t]/;
const EVERY_SPECIAL = /[\\\n\r\t]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Encodes rows in COPY text format. A Buffer, because a rope of string pieces costs the garbage collector most. */
export function copyRows(values: RowValues, width: number): Buffer {
  let text = '';
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null || value === undefined) text += '\\N';
    else text += typeof value === 'string' && SPECIAL.test(value) ? escaped(value) : value;
    text += (index + 1) % width === 0 ? '\n' : '\t';
  }
  return Buffer.from(text);
}

const escaped = (text: string) => text.replace(EVERY_SPECIAL, (each) => ESCAPED[each] ?? each);
