/** A car from the side, by kind of body: a place for the eye, not information. */

const outlines = {
  hatchback: 'M3 20v-4.5c0-1.400.7-2.200 2-2.600l6.200-1.600 5.300-4.300c.8-.6 1.700-1 2.700-1h11.400c1.300 0 2.500.6 3.300 1.600l3.600 4.500 4 .9c1.400.3 2.500 1.600 2.500 3V20',
  low: 'M3 20v-3.500c0-1.400.9-2.400 2.200-2.700l7.300-1.400 5.200-3.500c.9-.6 2-.9 3-.9h8.500c1.400 0 2.700.4 3.900 1.200l5.200 3.500 4.500 1c1.300.3 2.200 1.500 2.200 2.800V20',
  tall: 'M3 20v-6.500c0-1.300 1-2.400 2.300-2.500l5.500-.8 4-4.700c.8-.9 1.900-1.500 3.100-1.500h17.400c1.300 0 2.500.8 3 2l2.200 5.200 1.500.6c1 .4 1.700 1.400 1.700 2.500V20',
} as const;

const low = new Set(['sedan', 'coupe', 'cabrio']);
const tall = new Set(['suv', 'coupe-suv', 'mpv', 'wagon', 'pickup']);

export function CarSign({ body }: { readonly body: string | undefined }) {
  const outline = body !== undefined && low.has(body) ? outlines.low : body !== undefined && tall.has(body) ? outlines.tall : outlines.hatchback;
  return (
    <svg width="48" height="28" viewBox="0 0 48 28" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={`${outline}h-4M31 20H17M9 20H3`} />
      <circle cx="13" cy="20.500" r="3.500" />
      <circle cx="35" cy="20.500" r="3.500" />
    </svg>
  );
}
