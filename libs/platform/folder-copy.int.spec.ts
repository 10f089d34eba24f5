import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acknowledgeCopy, detectFolderCopy, isRestoredCopy, markCopy, readFolderCopy } from './folder-copy.js';

const NOW = '2018-03-09T10:00:00.000Z';
const LATER = '2018-03-10T10:00:00.000Z';

describe('a data folder', () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'folder-copy-'));
    folder = join(parent, 'data');
    mkdirSync(folder);
    detectFolderCopy(folder, NOW);
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is no copy where nothing says so, also when it is opened again', () => {
    detectFolderCopy(folder, LATER);
    expect(readFolderCopy(folder)).toBeUndefined();
    expect(isRestoredCopy(folder)).toBe(false);
  });

  it('is a copy from when it is marked until somebody acknowledges it, and knows of what ever after', () => {
    markCopy(folder, { by: 'backup', from: '/srv/data', madeAt: NOW, head: '42-9f86d081' });
    expect(isRestoredCopy(folder)).toBe(true);
    acknowledgeCopy(folder, LATER);
    acknowledgeCopy(folder, '2018-03-11T10:00:00.000Z');
    expect(isRestoredCopy(folder)).toBe(false);
    expect(readFolderCopy(folder)).toEqual({
      by: 'backup',
      from: '/srv/data',
      madeAt: NOW,
      head: '42-9f86d081',
      acknowledgedAt: LATER,
    });
  });

  it('acknowledges nothing where it is none', () => {
    acknowledgeCopy(folder, LATER);
    expect(readFolderCopy(folder)).toBeUndefined();
  });

  it('is a copy where it was copied by other means', () => {
    const copy = join(parent, 'copied');
    cpSync(folder, copy, { recursive: true });
    detectFolderCopy(copy, LATER);
    expect(readFolderCopy(copy)).toMatchObject({ by: 'other', madeAt: LATER, head: null, acknowledgedAt: null });
    acknowledgeCopy(copy, LATER);
    detectFolderCopy(copy, LATER);
    expect(isRestoredCopy(copy)).toBe(false);
    expect(isRestoredCopy(folder)).toBe(false);
  });

  it('is itself where it was moved, or stands at its path on a disk that was mounted anew', () => {
    const moved = join(parent, 'moved');
    renameSync(folder, moved);
    detectFolderCopy(moved, LATER);
    expect(readFolderCopy(moved)).toBeUndefined();
    const elsewhere = join(parent, 'elsewhere');
    renameSync(moved, elsewhere);
    cpSync(elsewhere, moved, { recursive: true });
    detectFolderCopy(moved, LATER);
    expect(readFolderCopy(moved)).toBeUndefined();
  });
});
