import { asJson, type JsonObject } from '../kernel/json.js';
import { FIRST_DERIVATION } from '../ledger/scheme.js';

/** Turns an event's data as some older version wrote it into what the code knows today. */
export type Upcaster = (data: JsonObject) => JsonObject;

/** A chair's action went by another word than that of decisions. */
const chairsAction: Upcaster = (data) => (data.authority === 'chair' ? { ...data, authority: 'chairs-action' } : data);

/** By event type, the step from version 1 to 2, from 2 to 3, and so on. */
export const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  ActionTimescaleRevised: [chairsAction],
  MilestoneDateRevised: [chairsAction],
  // The first schemes said nothing of what is derived: it was the same for all.
  RatingSchemeAdopted: [(scheme) => ({ ...scheme, derived: asJson(FIRST_DERIVATION) })],
};

/** The version that new events of a type are written with. */
export function versionOf(type: string): number {
  return 1 + (upcasters[type]?.length ?? 0);
}

/** The data of an event brought up from the version it was written with to today's. */
export function upcast(type: string, version: number, data: JsonObject): JsonObject {
  return upcasters[type]?.slice(version - 1).reduce((older, step) => step(older), data) ?? data;
}
