import type { DdlWords } from '#platform/index.js';
import type { WebhookTables } from '#webhooks/index.js';
import type { StoredToken } from './credential.js';

export interface StoredSignIn {
  readonly id: string;
  readonly subject: string;
  readonly shown: string | null;
  readonly token: string | null;
  readonly seen_at: string;
  readonly linked_at: string | null;
}

export interface StoredCalendarFeed {
  readonly id: string;
  readonly hash: string;
  readonly token: string;
  readonly process_secret: string | null;
  readonly sign_in: string | null;
  readonly party: string;
  readonly programme: string | null;
  readonly mine: number;
  readonly created_at: string;
  readonly used_at: string | null;
}

export interface AccessTables extends WebhookTables {
  readonly tokens: StoredToken;
  readonly people: { readonly party: string; readonly name: string };
  readonly sessions: {
    readonly id: string;
    readonly token: string;
    readonly process_secret: string | null;
    readonly created_at: string;
    readonly used_at: string;
    readonly sign_in: string | null;
    readonly id_token: string | null;
  };
  readonly mail_addresses: { readonly party: string; readonly address: string };
  readonly digests: {
    readonly party: string;
    readonly period: string;
    readonly claim: string;
    readonly attempts: number;
    readonly retry_at: string;
    readonly sent_at: string | null;
    readonly failure: string | null;
  };
  readonly digest_periods: { readonly period: string; readonly rule: string; readonly ended_at: string };
  readonly token_uses: { readonly token: string; readonly used_at: string };
  readonly sign_ins: StoredSignIn;
  readonly sign_in_starts: { readonly hash: string; readonly leads_to: string; readonly expires_at: string };
  readonly calendar_feeds: StoredCalendarFeed;
  readonly sign_in_links: { readonly hash: string; readonly token: string; readonly expires_at: string };
}

/** Tables that may hold the name or the address of a person; an ID token in `sessions` holds both. */
export type PersonalTable = 'people' | 'mail_addresses' | 'sign_ins' | 'sessions';

export const accessTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT ${binary} NOT NULL, credential TEXT NOT NULL,
    label TEXT, created_at TEXT ${binary} NOT NULL, revoked_at TEXT) ${table}`,
  `CREATE TABLE IF NOT EXISTS people (party TEXT PRIMARY KEY, name TEXT NOT NULL) ${table}`,
];

export const sessionTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, token TEXT NOT NULL, process_secret TEXT,
    created_at TEXT ${binary} NOT NULL, used_at TEXT ${binary} NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS sign_in_links (
    hash TEXT PRIMARY KEY, token TEXT NOT NULL, expires_at TEXT ${binary} NOT NULL) ${table}`,
];

export const mailTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS mail_addresses (party TEXT PRIMARY KEY, address TEXT NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS digests (
    party TEXT NOT NULL, period TEXT NOT NULL, claim TEXT NOT NULL, attempts INTEGER NOT NULL,
    retry_at TEXT ${binary} NOT NULL, sent_at TEXT ${binary}, failure TEXT, PRIMARY KEY (party, period)) ${table}`,
  `CREATE TABLE IF NOT EXISTS digest_periods (
    rule TEXT NOT NULL, period TEXT NOT NULL, ended_at TEXT ${binary} NOT NULL, PRIMARY KEY (rule, period)) ${table}`,
  `CREATE TABLE IF NOT EXISTS token_uses (token TEXT PRIMARY KEY, used_at TEXT ${binary} NOT NULL) ${table}`,
];
/** `subject` is a hash of the provider's issuer and subject; `shown` is the name that the provider gives. */
export const signInTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS sign_ins (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, shown TEXT, token TEXT,
    seen_at TEXT ${binary} NOT NULL, linked_at TEXT ${binary}) ${table}`,
  `CREATE TABLE IF NOT EXISTS sign_in_starts (
    hash TEXT PRIMARY KEY, leads_to TEXT NOT NULL, expires_at TEXT ${binary} NOT NULL) ${table}`,
];

export const calendarTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS calendar_feeds (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, token TEXT NOT NULL, process_secret TEXT, sign_in TEXT,
    party TEXT NOT NULL, programme TEXT, mine INTEGER NOT NULL,
    created_at TEXT ${binary} NOT NULL, used_at TEXT ${binary}) ${table}`,
];

/** Columns of sessions that began at the organisation's sign-in. */
export const ADDED_SESSION_COLUMNS = ['sign_in', 'id_token'];

export const addSessionColumn = (name: string): string => `ALTER TABLE sessions ADD COLUMN ${name} TEXT`;
