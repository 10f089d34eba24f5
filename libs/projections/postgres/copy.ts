import type pg from 'pg';
import type { RowValues } from '../runtime/rows.js';
import type { Target } from './tables.js';

/** What of a connection its types do not tell: how rows are copied in. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Copies rows, as `copyText` writes them, into a table. */
export function copyInto(client: pg.ClientBase, { name, columns }: Target, rows: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    client.query({
      submit: (connection: pg.Connection) => connection.query(`COPY ${name} (${columns.join(', ')}) FROM STDIN`),
      handleCopyInResponse(connection: CopyConnection) {
        for (const chunk of rows) connection.sendCopyFromChunk(Buffer.from(chunk));
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

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Rows whose values stand one after another as the text of a COPY. */
export function copyText(values: RowValues, width: number): string {
  let text = '';
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value === null || value === undefined) text += '\\N';
    else if (typeof value === 'number') text += value;
    else text += SPECIAL.test(value) ? value.replace(SPECIAL, (each) => ESCAPED[each] ?? each) : value;
    text += (index + 1) % width === 0 ? '\n' : '\t';
    SPECIAL.lastIndex = 0;
  }
  return text;
}
