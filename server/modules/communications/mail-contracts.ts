/** What anybody may know of a mail's way. Pure. */
import { z } from 'zod';
import { plainText } from '#platform/contract';

export { mailAddress } from '#platform/contract';

/**
 * `queued` waits, `sending` is with the mail server, `sent` was accepted by it, `failed` was refused for good,
 * `uncertain` may have been accepted when the connection or the program broke (it is never sent again by itself),
 * `notConfigured` was not sent because this installation has no mail server.
 */
export const mailState = z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'notConfigured']);
export type MailState = z.infer<typeof mailState>;

/** A text that becomes a header: one line. */
export const headerText = (longest: number) => plainText(longest).refine((text) => !/[\r\n\t]/.test(text), { params: { code: 'line_break', it: 'il testo va su una riga sola', en: 'the text must be one line' } });
