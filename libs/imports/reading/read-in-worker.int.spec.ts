import { describe, expect, it } from '@jest/globals';
import { lintInWorker } from './read-in-worker.js';

const TODAY = '2019-06-01';
const rows = Array.from({ length: 5_000 }, (_, index) => `${index},Do part ${index} of it,A B,1 May 2019`);
// That day was a Wednesday, so the last row has a finding.
rows.push('5000,Do the last part,A B,Monday 1 May 2019');
const PLAN = new TextEncoder().encode(`Ref,Action,Owner,Due\n${rows.join('\n')}`);

describe('reading a document in a thread', () => {
  it('ends where it takes longer than a document may, and the next one is read', async () => {
    const slow = lintInWorker(PLAN, 'a.csv', { today: TODAY, milliseconds: 1 });
    await expect(slow).rejects.toMatchObject({ code: 'document-timeout', fields: { limit: 1 } });
    const findings = await lintInWorker(PLAN, 'a.csv', { today: TODAY });
    expect(findings.map(({ code }) => code)).toEqual(['weekday-against-date']);
    expect(JSON.stringify(findings)).toContain(`"line":${rows.length + 1}`);
  });

  it('ends where it takes more memory than a document may', async () => {
    const large = lintInWorker(PLAN, 'a.csv', { today: TODAY, heapMegabytes: 16 });
    await expect(large).rejects.toMatchObject({ code: 'document-bomb', fields: { limit: 16 } });
  });
});
