import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The same sequence for the same seed, so that a failure can be seen again. */
export function seeded(seed: number) {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
type Draw = ReturnType<typeof seeded>;

export interface Tampering {
  readonly name: string;
  /** Answers whether what the proof speaks of has changed by it. */
  tamper(folder: string, draw: Draw): boolean;
}

const EXPORT = 'events.jsonl';

function flipBit(bytes: Buffer, draw: Draw): void {
  const at = draw(bytes.length * 8);
  bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
}

const flipped = (name: string) => (folder: string, draw: Draw) => {
  const file = join(folder, name);
  const bytes = readFileSync(file);
  flipBit(bytes, draw);
  writeFileSync(file, bytes);
};

/** What the tree holds of an export: all but claims and the positions of events. */
function signedIn(text: string): string {
  const lines = text.split('\n').filter((line) => !line.includes('"stream":"reference-'));
  return lines.join('\n').replaceAll(/"position":\d+/g, '');
}

const ofExport = (name: string, change: (lines: string[], draw: Draw) => string[]): Tampering => ({
  name,
  tamper(folder, draw) {
    const file = join(folder, EXPORT);
    const text = readFileSync(file, 'utf8');
    const changed = `${change(text.trimEnd().split('\n'), draw).join('\n')}\n`;
    writeFileSync(file, changed);
    return signedIn(changed) !== signedIn(text);
  },
});

export const OF_EXPORT: readonly Tampering[] = [
  {
    name: 'a bit of the export is flipped',
    tamper(folder, draw) {
      const before = readFileSync(join(folder, EXPORT), 'utf8');
      flipped(EXPORT)(folder, draw);
      return signedIn(readFileSync(join(folder, EXPORT), 'utf8')) !== signedIn(before);
    },
  },
  {
    name: 'the export is cut off',
    tamper(folder, draw) {
      const bytes = readFileSync(join(folder, EXPORT));
      writeFileSync(join(folder, EXPORT), bytes.subarray(0, draw(bytes.length - 1)));
      return true;
    },
  },
  ofExport('a line is removed', (lines, draw) => lines.toSpliced(draw(lines.length), 1)),
  ofExport('a line is doubled', (lines, draw) => {
    const at = draw(lines.length);
    return lines.toSpliced(at, 0, lines[at] as string);
  }),
  ofExport('two lines are swapped', (lines, draw) => {
    const [one, other] = [draw(lines.length), draw(lines.length)];
    return lines.with(one, lines[other] as string).with(other, lines[one] as string);
  }),
  ofExport('two lines are swapped, and their positions are not', (lines, draw) => {
    const at = draw(lines.length - 1);
    const [one, other] = [JSON.parse(lines[at] as string), JSON.parse(lines[at + 1] as string)];
    [one.position, other.position] = [other.position, one.position];
    return lines.with(at, JSON.stringify(other)).with(at + 1, JSON.stringify(one));
  }),
  ofExport('metadata are edited', (lines, draw) => {
    const at = draw(lines.length);
    const event = JSON.parse(lines[at] as string);
    return lines.with(at, JSON.stringify({ ...event, metadata: { ...event.metadata, reason: `Agreed ${draw(99)}.` } }));
  }),
  ofExport('a salt is taken away', (lines, draw) => {
    const at = draw(lines.length);
    const { salt: _, ...event } = JSON.parse(lines[at] as string);
    return lines.with(at, JSON.stringify(event));
  }),
  {
    name: 'a bit of the checkpoint is flipped',
    tamper(folder, draw) {
      flipped(`${EXPORT}.checkpoint`)(folder, draw);
      return true;
    },
  },
];

/** By somebody who holds the file: triggers and all. */
const ofDatabase = (name: string, file: string, change: (db: Database.Database, draw: Draw) => void): Tampering => ({
  name,
  tamper(folder, draw) {
    const db = new Database(join(folder, file));
    for (const trigger of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      db.exec(`DROP TRIGGER ${trigger}`);
    change(db, draw);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return true;
  },
});

const ANY = "SELECT position FROM events WHERE stream NOT LIKE 'reference-%' ORDER BY position";
function drawn(db: Database.Database, draw: Draw): number {
  const positions = db.prepare<[], number>(ANY).pluck().all();
  return positions[draw(positions.length)] as number;
}

const edit = (column: string, value: (before: string, draw: Draw) => string) => (db: Database.Database, draw: Draw) => {
  const position = drawn(db, draw);
  const before = db.prepare<[number], string>(`SELECT ${column} FROM events WHERE position = ?`).pluck().get(position);
  db.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(value(String(before), draw), position);
};

const flipHashes = (db: Database.Database, draw: Draw) => {
  const tiles = db.prepare<[], { level: number; tile: number; hashes: Buffer }>('SELECT * FROM tree_tiles').all();
  const { level, tile, hashes } = tiles[draw(tiles.length)] as { level: number; tile: number; hashes: Buffer };
  flipBit(hashes, draw);
  db.prepare('UPDATE tree_tiles SET hashes = ? WHERE level = ? AND tile = ?').run(hashes, level, tile);
};

const flipNote = (db: Database.Database, draw: Draw) => {
  const note = Buffer.from(db.prepare<[], string>('SELECT note FROM tree_checkpoints').pluck().get() ?? '');
  flipBit(note, draw);
  db.prepare('UPDATE tree_checkpoints SET note = ?').run(note.toString());
};

export const OF_FOLDER: readonly Tampering[] = [
  ofDatabase(
    'data are edited',
    'events.db',
    edit('data', (before, draw) => before.replace('{', `{"n${draw(9)}":1,`)),
  ),
  ofDatabase(
    'metadata are edited',
    'events.db',
    edit('metadata', (before) => before.replace('Agreed', 'Refused')),
  ),
  ofDatabase(
    'an id is edited',
    'events.db',
    edit('id', (before) => before.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
  ),
  ofDatabase(
    'a type is edited',
    'events.db',
    edit('type', () => 'ActionNoteCorrected'),
  ),
  ofDatabase(
    'a salt is edited',
    'events.db',
    edit('salt', (before) => before.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))),
  ),
  ofDatabase('an event is removed', 'events.db', (db, draw) => {
    db.prepare('DELETE FROM events WHERE position = ?').run(drawn(db, draw));
  }),
  ofDatabase('the end is cut off', 'events.db', (db, draw) => {
    db.prepare('DELETE FROM events WHERE position >= ?').run(drawn(db, draw));
  }),
  ofDatabase('an event is doubled', 'events.db', (db, draw) => {
    db.prepare(`INSERT INTO events (stream, revision, id, type, data, metadata, salt)
      SELECT stream, revision + 1000, id, type, data, metadata, salt FROM events WHERE position = ?`).run(
      drawn(db, draw),
    );
  }),
  ofDatabase('two events are swapped', 'events.db', (db, draw) => {
    const positions = db.prepare<[], number>(ANY).pluck().all();
    const at = draw(positions.length - 1);
    const move = db.prepare('UPDATE events SET position = ? WHERE position = ?');
    const [one, other] = [positions[at] as number, positions[at + 1] as number];
    move.run(-1, one);
    move.run(one, other);
    move.run(other, -1);
  }),
  ofDatabase('a bit of a kept tile is flipped', 'tree.db', flipHashes),
  ofDatabase('a bit of a kept checkpoint is flipped', 'tree.db', flipNote),
  {
    name: 'a bit of the high-water mark is flipped',
    tamper(folder, draw) {
      flipped('high-water')(folder, draw);
      return true;
    },
  },
];
