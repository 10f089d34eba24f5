import { createHash } from 'node:crypto';
import {
  addDays,
  type CalendarDate,
  canonicalJson,
  type Instant,
  type IssuedPack,
  londonDate,
  startOfDay,
} from '#domain/index.js';
import { packPosition } from '#read-models/index.js';
import {
  apiAddress,
  type QueryContext,
  type ReadModels,
  resolveMoment,
  type Viewer,
  withAddresses,
} from '#read-store/index.js';
import type { GovernanceReport } from '../figures/schema.js';
import { governanceReport } from './governance.js';

/** Positions and links differ between stores of the same ledger, so the hash leaves them out. */
const STORE_SPECIFIC_FIELDS = new Set(['position', 'links', 'href']);

/** Version 2 of the hash covers the whole report; version 1 had no asks. */
const HASH_VERSION = 2;

export function reportHash(report: Partial<GovernanceReport>): string {
  const storeIndependent = JSON.stringify(report, (name, value) =>
    STORE_SPECIFIC_FIELDS.has(name) ? undefined : value,
  );
  return sha256(JSON.parse(storeIndependent));
}

const sha256 = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The group's own view: it includes items restricted to the group. */
export const packReader = (group: string): Viewer => ({ everything: false, groups: [group] });

/** Generates it again with `governanceReport`, `asOfPosition` and `effectiveAt` at the day's end. */
export async function pack(
  models: Pick<ReadModels, 'read'>,
  group: string,
  now: Instant,
): Promise<Required<IssuedPack>> {
  return models.read({ effectiveAt: endOfDay(londonDate(now)), now }, packReader(group), async (view) => {
    const report = await governanceReport(view, { group });
    const { position, number } = view.moment.asOf;
    return { position, number, hash: reportHash(report), covers: HASH_VERSION };
  });
}

export async function reproducePack(
  { db, moment, reader }: QueryContext,
  group: string,
  issued: IssuedPack & { readonly issuedAt: Instant },
): Promise<{ readonly view: QueryContext; readonly report: GovernanceReport | undefined; readonly proved: boolean }> {
  const { issuedAt } = issued;
  const temporalQuery = { asOfPosition: await packPosition(db, issued), effectiveAt: endOfDay(londonDate(issuedAt)) };
  const then: QueryContext = { db, moment: await resolveMoment(db, temporalQuery, startOfDay(moment.day)), reader };
  const groupReport = await governanceReport({ ...then, reader: packReader(group) }, { group });
  return {
    view: then,
    report: await governanceReport(then, { group }),
    proved: hashAs(issued, groupReport) === issued.hash,
  };
}

function hashAs({ covers, number }: IssuedPack, report: GovernanceReport): string {
  if (covers === HASH_VERSION) return reportHash(report);
  const { asks: _, ...counted } = report;
  // The first packs had no number and hashed their report whole, with its addresses.
  return number === undefined ? sha256(withAddresses(counted, apiAddress)) : reportHash(counted);
}

export function endOfDay(day: CalendarDate): Instant {
  return new Date(Date.parse(startOfDay(addDays(day, 1))) - 1).toISOString();
}
