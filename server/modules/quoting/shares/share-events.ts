/** Events of sharing. Payloads carry ids only. */
export const shareOpenedKind = 'quoting.share-opened';
export const askedToGoOnKind = 'quoting.asked-to-go-on';
export const quoteMailedKind = 'quoting.quote-mailed';
