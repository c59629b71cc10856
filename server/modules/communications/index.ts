/** Face of communications. */
export { notify, type Announcement } from './notifications.ts';
export { mailSettledKind } from './events.ts';
export { findMail, type StoredMail } from './mails.ts';
export { sendMail, type NewMail } from './send-mail.ts';
