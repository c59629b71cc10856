/** Why an application did not take a notice, from what the server noted of the attempt. Pure. */

type DeliveryReason =
  | { readonly why: 'refused' | 'broken' | 'moved'; readonly status: number }
  | { readonly why: 'late' | 'nobody' | 'name' | 'notAllowed' | 'inside' | 'cut' | 'certificate' }
  | { readonly why: 'other'; readonly words: string };

/** Reads the note of an attempt; undefined where there is none. */
export function deliveryReason(answer: string): DeliveryReason | undefined {
  if (answer === '') return undefined;
  const status = Number(/^status (\d{3})$/.exec(answer)?.[1]);
  if (status >= 500) return { why: 'broken', status };
  if (status >= 400) return { why: 'refused', status };
  if (status >= 300) return { why: 'moved', status };
  if (status >= 200) return undefined;
  if (answer === 'no answer in time') return { why: 'late' };
  if (answer === 'address not allowed') return { why: 'notAllowed' };
  if (answer.startsWith('the name leads inside')) return { why: 'inside' };
  if (answer.startsWith('name not found')) return { why: 'name' };
  if (answer.includes('ECONNREFUSED')) return { why: 'nobody' };
  if (/ECONNRESET|socket hang up|EPIPE/.test(answer)) return { why: 'cut' };
  if (/certificate|altname|self.signed/i.test(answer)) return { why: 'certificate' };
  return { why: 'other', words: answer };
}
