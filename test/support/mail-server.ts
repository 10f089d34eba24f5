import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** What was taken, in order. */
  readonly mails: ParsedMail[];
  /** Addresses that are refused. */
  readonly refused: Set<string>;
  stop(): Promise<void>;
}

/** A real SMTP server in the process of the test. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const refused = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _, done) {
      done(refused.has(address) ? Object.assign(new Error(`No such user ${address}`), { responseCode: 550 }) : null);
    },
    onData(stream, _, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}
