/** Events of communications. Payloads carry ids only. */
export const mailSettledKind = 'communications.mail-settled';
