export { openMailer } from './mailer.js';
export { type DigestOutcome, isUnfinished, OUTCOMES, type SentDigest, sendDigests } from './send-digests.js';
export { type DigestWatcherDeps, MAIL_READER, watchDigests } from './watch-digests.js';
