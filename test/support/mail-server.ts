import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: string;
  /** What was taken, in order. */
  readonly mails: ParsedMail[];
  /** Addresses that are refused. */
  readonly refused: Set<string>;
  /** Codes that it answers instead to everybody, at once or at MAIL FROM. */
  says: { readonly greeting?: number; readonly sender?: number };
  stop(): Promise<void>;
}

/** A real SMTP server in the process of the test. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const refused = new Set<string>();
  const fails = (responseCode: number | undefined) =>
    responseCode === undefined ? null : Object.assign(new Error('Not now'), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_, done) => done(fails(made.says.greeting)),
    onMailFrom: (_, __, done) => done(fails(made.says.sender)),
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
  const made: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    says: {},
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
  return made;
}
