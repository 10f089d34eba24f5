import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CommandFailure } from '#commands/failures.js';
import { refuse } from '#domain/kernel/decider.js';
import { StoreError } from '#event-store/port/errors.js';
import { families, registry, titleOf } from './index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The text of everything that ships, without the registry itself. */
const shipped = ['libs', 'apps']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('libs/errors/'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

describe('the registry of errors', () => {
  it('has no code that nothing answers with', () => {
    expect(Object.keys(registry).filter((code) => !shipped.includes(`'${code}'`))).toEqual([]);
  });

  it('has each code in one family', () => {
    const codes = Object.values(families).flatMap((family) => Object.keys(family));
    expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([]);
    expect(codes.length).toBe(Object.keys(registry).length);
  });

  it('has meanings that can stand in a table', () => {
    const wrong = Object.values(registry).filter(({ meaning }) => !/^[A-Z][^|\n]*[^.\s]$/.test(meaning));
    expect(wrong).toEqual([]);
  });

  it('names a problem by the words of its code', () => {
    expect(titleOf('url-not-https')).toBe('Url not https');
  });

  it('gives an error its code and its fields', () => {
    const fields = { field: 'trajectory', value: '2018/19' };
    const refusal = refuse('period-twice', 'Twice.', fields);
    expect(refusal).toEqual({ refused: 'period-twice', detail: 'Twice.', fields });
    expect(new CommandFailure(refusal)).toMatchObject({ code: 'period-twice', detail: 'Twice.', fields });
    expect(refuse('no-challenge', 'None.').fields).toEqual({});
  });

  // The compiler proves it: a directive above a line that does compile is an error.
  it('holds an error to the codes of its family and to their fields', () => {
    // @ts-expect-error There is no such code.
    refuse('period-thrice', 'No such code.', { field: 'trajectory', value: '2018/19' });
    // @ts-expect-error A code of the store is no refusal of the domain.
    refuse('store-closed', 'Another family.');
    // @ts-expect-error Its fields are required.
    refuse('period-twice', 'No fields.');
    // @ts-expect-error One of its fields is missing.
    refuse('period-twice', 'No value.', { field: 'trajectory' });
    // @ts-expect-error It has no such field.
    refuse('period-twice', 'One too many.', { field: 'trajectory', value: '2018/19', points: 2 });
    // @ts-expect-error It has no fields.
    refuse('no-challenge', 'Has none.', { field: 'challenge' });
    // @ts-expect-error A field has its type.
    refuse('ambition-has-one-point', 'Another type.', { field: 'trajectory', points: 'two' });
    // @ts-expect-error A command fails with codes of the domain and of its handling alone.
    new CommandFailure('bad-cursor', 'Another family.', { field: 'cursor', cursor: '' });
    // @ts-expect-error The fields belong to the code.
    new StoreError('stream-deleted', 'The fields of another code.', { file: 'events.db' });
  });
});
