import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StoredEvent } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { canonicalise, type ProofJson, type ProvableEvent } from '#proof/index.js';
import type { MeetingView } from '#read-models/index.js';
import { EVERYTHING, findItem, inDataDir, openReadModels, type ReadModels } from '#read-store/index.js';
import { type GovernanceReport, packReader, portable, reproducePack } from '#reports/index.js';

export interface RemadeReport {
  readonly meeting: string;
  readonly title: string | null;
  readonly group: string;
  readonly startsAt: string;
  readonly issuedAt: string;
  /** The last event that the report stands on; null in packs of earlier versions. */
  readonly number: number | null;
  readonly hash: string;
  /** Whether the report has the hash that was recorded when the pack was issued. */
  readonly proved: boolean;
  readonly report: GovernanceReport;
  /** The report without what differs between stores, as canonical JSON. */
  readonly json: string;
}

/** A server answers others between two batches. */
const BATCH = 100;

/** Makes the report of a meeting's pack from events alone, with the projections that a server has. */
export async function remakeReport(
  events: readonly ProvableEvent[],
  meeting: string,
): Promise<RemadeReport | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'action-ledger-pack-'));
  const store = await openReadStore(inDataDir(folder));
  let models: ReadModels | undefined;
  try {
    const name = await store.nextName();
    await store.create(name);
    const projecting = await store.startProjecting(name);
    for (let at = 0; at < events.length; at += BATCH) {
      await projecting.apply(events.slice(at, at + BATCH).map((event, index) => placed(event, at + index + 1)));
      await setImmediate();
    }
    await projecting.close();
    models = openReadModels(name, store);
    return await reportIn(models, meeting);
  } finally {
    await models?.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const placed = (event: ProvableEvent, position: number) =>
  ({ ...event, position, checkpoint: String(position) }) as StoredEvent;

async function reportIn(models: ReadModels, named: string): Promise<RemadeReport | undefined> {
  const now = new Date().toISOString();
  const found = await models.read({ now }, EVERYTHING, async (view) => {
    const meeting = await findItem<MeetingView>(view, 'meeting', named);
    if (!meeting?.state.pack) return undefined;
    const group = await findItem<{ name: string }>(view, 'group', meeting.state.group);
    return { meeting, pack: meeting.state.pack, group: group?.head.reference ?? meeting.state.group };
  });
  if (!found) return undefined;
  const { meeting, pack, group } = found;
  const { report, proved } = await models.read({ now }, packReader(meeting.state.group), (view) =>
    reproducePack(view, meeting.state.group, pack),
  );
  return {
    meeting: meeting.head.reference,
    title: meeting.state.title ?? null,
    group,
    startsAt: meeting.state.startsAt,
    issuedAt: pack.issuedAt,
    number: pack.number ?? null,
    hash: pack.hash,
    proved,
    report,
    json: `${canonicalise(portable(report) as ProofJson)}\n`,
  };
}
