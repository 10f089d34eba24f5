import { createHash } from 'node:crypto';
import { canonicalJson, type Instant, type IssuedPack, londonDate, startOfDay } from '#domain/index.js';
import { endOfDay, packMoment } from '#read-models/index.js';
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
const STORE_SPECIFIC_FIELDS = ['position', 'links', 'href'];
/** Counts that came after version 2: left out, so that packs issued before still prove. */
const LATER_COUNTS = ['heldUp', 'undated', 'unowned'];

/** Version 2 of the hash covers the whole report; version 1 had no asks. */
const HASH_VERSION = 2;

export function reportHash(report: Partial<GovernanceReport>): string {
  return sha256(without(report, [...STORE_SPECIFIC_FIELDS, ...LATER_COUNTS]));
}

/** The report as every store of the ledger gives it. */
export const portable = (report: GovernanceReport): unknown => without(report, STORE_SPECIFIC_FIELDS);

function without(report: object, fields: readonly string[]): unknown {
  const left = JSON.stringify(report, (name, value) => (fields.includes(name) ? undefined : value));
  return JSON.parse(left);
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
): Promise<{ readonly view: QueryContext; readonly report: GovernanceReport; readonly proved: boolean }> {
  const shown = await resolveMoment(db, await packMoment(db, issued), startOfDay(moment.day));
  const then: QueryContext = { db, moment: shown, reader };
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
  const whole = without(withAddresses(counted, apiAddress), LATER_COUNTS);
  return number === undefined ? sha256(whole) : reportHash(counted);
}
