import { hash } from 'node:crypto';
import type { Digest, DigestMessage } from '#pages/index.js';
import { readSmtpUrl } from '#platform/index.js';

const CONNECT_MS = 10_000;
const SOCKET_MS = 60_000;
/** Of nodemailer's codes these alone are of one message; any other the next message would meet too. */
const OF_ONE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];

/** `refused` is of one message, `away` of the server. No failure holds what the server said, which may name an address. */
export type MailOutcome =
  | { readonly sent: true }
  | { readonly sent: false; readonly refused: boolean; readonly away: boolean; readonly failure: string };

export interface Mailer {
  send(to: string, message: DigestMessage, messageId: string): Promise<MailOutcome>;
  close(): void;
}

/** Of a message that is sent again after a crash, so that mail systems know it. */
export function messageIdOf(ledger: string, party: Digest['party'], period: string, from: string): string {
  const digest = hash('sha256', `${ledger} ${party.id} ${period}`, 'hex').slice(0, 32);
  return `<digest-${digest}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** Loads nodemailer, which nothing else needs. */
export async function openMailer(smtpUrl: string, from: string): Promise<Mailer> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    ...readSmtpUrl(smtpUrl),
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(to, { subject, text, html }, messageId) {
      try {
        await transport.sendMail({
          from: { name: '', address: from },
          // As an object it is one address, whatever is in it.
          to: { name: '', address: to },
          envelope: { from, to: [to] },
          subject,
          text,
          html,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { sent: true };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function outcomeOf(error: unknown): MailOutcome {
  const { code = '', responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  // A server that takes no mail from this sender, or wants a password first, says so at MAIL FROM.
  const away = !OF_ONE_MESSAGE.includes(code) || command === 'MAIL FROM';
  const refused = !away && responseCode !== undefined && responseCode >= 500;
  const said = [code, responseCode].filter(Boolean).join(' ');
  return { sent: false, refused, away, failure: said || 'unknown' };
}
