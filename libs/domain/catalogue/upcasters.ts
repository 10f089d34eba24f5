import { asJson, type JsonObject } from '../kernel/json.js';
import { FIRST_DERIVATION } from '../ledger/scheme.js';

export type Upcaster = (data: JsonObject) => JsonObject;

/** Version 1 named a chair's action differently from decisions. */
const chairsAction: Upcaster = (data) => (data.authority === 'chair' ? { ...data, authority: 'chairs-action' } : data);

/** Each list holds the steps from version 1 to 2, 2 to 3, and so on. */
export const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  ActionTimescaleRevised: [chairsAction],
  MilestoneDateRevised: [chairsAction],
  // Version 1 had no derivation, which was fixed then.
  RatingSchemeAdopted: [(scheme) => ({ ...scheme, derived: asJson(FIRST_DERIVATION) })],
};

export function versionOf(type: string): number {
  return 1 + (upcasters[type]?.length ?? 0);
}

export function upcast(type: string, version: number, data: JsonObject): JsonObject {
  return upcasters[type]?.slice(version - 1).reduce((older, step) => step(older), data) ?? data;
}
