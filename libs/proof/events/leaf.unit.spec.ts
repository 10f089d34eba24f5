import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalise } from '../text/canonical-json.js';
import { entryOf, leafOf, leafRecord, type ProvableEvent } from './leaf.js';
import { newSalt, saltsOf } from './salt.js';

const LEDGER = '6f0c2f3e-0000-4000-8000-000000000000';
const event: ProvableEvent = {
  stream: 'action-1',
  revision: 3,
  id: '11111111-1111-4111-8111-111111111111',
  type: 'ActionNoteAdded',
  data: { text: 'Agreed.', count: 1.5 },
  metadata: { recordedAt: '2018-03-09T10:00:00.000Z', actor: { party: 'p' } },
  salt: Buffer.alloc(32, 7).toString('base64'),
};

describe('the leaf of an event', () => {
  it('is the hash of its record, written by hand', () => {
    const hash = (...parts: (string | Buffer)[]) =>
      createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
    const salt = Buffer.alloc(16, 7);
    const data = hash(salt, '{"count":1.5,"text":"Agreed."}').digest('hex');
    const metadata = hash(salt, '{"actor":{"party":"p"},"recordedAt":"2018-03-09T10:00:00.000Z"}').digest('hex');
    const entry = `{"data":"${data}","id":"${event.id}","ledger":"${LEDGER}","metadata":"${metadata}","recordedAt":"2018-03-09T10:00:00.000Z","revision":3,"stream":"action-1","type":"ActionNoteAdded","v":1}`;
    expect(entryOf(leafRecord(LEDGER, event)).toString()).toBe(entry);
    expect(leafOf(LEDGER, event)).toEqual(hash(Buffer.of(0), entry).digest());
  });

  it('does not change with the order of fields or the position, but with all else', () => {
    const leaf = leafOf(LEDGER, event);
    const reordered = { ...event, data: { count: 1.5, text: 'Agreed.' }, position: 77 };
    expect(leafOf(LEDGER, reordered)).toEqual(leaf);
    const others: ProvableEvent[] = [
      { ...event, stream: 'action-2' },
      { ...event, revision: 4 },
      { ...event, id: event.id.replace('1', '2') },
      { ...event, type: 'ActionNoteEdited' },
      { ...event, data: { ...event.data, text: 'Agreed' } },
      { ...event, metadata: { ...event.metadata, actor: { party: 'q' } } },
      { ...event, metadata: { ...event.metadata, recordedAt: '2018-03-09T10:00:00.001Z' } },
      { ...event, salt: newSalt() },
      { ...event, salt: undefined as never },
    ];
    for (const other of others) expect(leafOf(LEDGER, other)).not.toEqual(leaf);
    expect(leafOf('another', event)).not.toEqual(leaf);
  });

  it('has random salts, or those that follow from the id of an old event', () => {
    const drawn = Array.from({ length: 1_000 }, newSalt);
    expect(new Set(drawn).size).toBe(1_000);
    expect(saltsOf({ id: 'a' })).toEqual(saltsOf({ id: 'a' }));
    expect(saltsOf({ id: 'a' })).not.toEqual(saltsOf({ id: 'b' }));
    expect(() => saltsOf({ id: 'a', salt: 'AAAA' })).toThrow('salt');
  });
});

describe('canonical JSON', () => {
  it('sorts names by code units and prints numbers as ECMAScript does', () => {
    expect(
      canonicalise({
        '\u20ac': 1e21,
        '\r': -0,
        1: 0.000001,
        '\ud83d\ude00': 1e-7,
        '\ufb33': [true, null, '\u2028\u000f"'],
      }),
    ).toBe('{"\\r":0,"1":0.000001,"\u20ac":1e+21,"\ud83d\ude00":1e-7,"\ufb33":[true,null,"\u2028\\u000f\\""]}');
  });

  it('refuses what JSON cannot hold', () => {
    for (const wrong of ['\ud800', Number.NaN, Number.POSITIVE_INFINITY, undefined as never, 1n as never])
      expect(() => canonicalise({ wrong })).toThrow(TypeError);
  });
});
