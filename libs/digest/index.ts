export { MAIL_READER, type DigestWatcherDeps, watchDigests } from './watch-digests.js';
export { openMailer } from './mailer.js';
export { type DigestOutcome, isUnfinished, OUTCOMES, type SentDigest, sendDigests } from './send-digests.js';
