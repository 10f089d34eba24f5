import { APPENDED, CHANGING, columnNames } from '#read-store/index.js';

export interface ComparedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly identity: readonly string[];
  readonly keyed: boolean;
}

const ENDS = ['from_position', 'effective_from'];

/** The epoch is left out: it differs by owner. */
export const COMPARED: readonly ComparedTable[] = [
  keyed('items', ['key'], ['kind', 'id', 'reference', 'access', 'access_group']),
  keyed('actors', ['key'], ['party', 'body']),
  { name: 'projections', identity: ['name'], columns: ['name', 'hash', 'state', 'position', 'poison'], keyed: false },
  { name: 'progress', identity: ['id'], columns: ['id', 'position', 'number', 'clock'], keyed: false },
  ...CHANGING.flatMap((table) => {
    const key = table.sub ? ['key', 'sub'] : ['key'];
    const rest = columnNames(table);
    return [
      keyed(table.name, key, [...ENDS, ...rest]),
      keyed(
        `${table.name}_closed`,
        [...key, 'from_position'],
        ['effective_from', 'to_position', 'effective_to', ...rest],
      ),
    ];
  }),
  ...APPENDED.map((table) => keyed(table.name, ['key', 'from_position'], ['effective_from', ...columnNames(table)])),
];

function keyed(name: string, identity: readonly string[], rest: readonly string[]): ComparedTable {
  return { name, identity, columns: [...identity, ...rest], keyed: true };
}
