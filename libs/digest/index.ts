export { openMailer } from './mailer.js';
export { isUnfinished, OUTCOMES, type SentDigest, sendDigests } from './send-digests.js';
export { MAIL_READER, watchDigests } from './watch-digests.js';
