/** The few signs of the interface, drawn on a 16 grid with the current colour. Always beside a word or a label. */

const paths = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm7 2-3.4-3.4',
  close: 'm4 4 8 8m0-8-8 8',
  check: 'm3 8.5 3.2 3.2L13 5',
  chevronDown: 'm4 6 4 4 4-4',
  chevronRight: 'm6 4 4 4-4 4',
  chevronLeft: 'm10 4-4 4 4 4',
  arrowUp: 'M8 13V3m-4 4 4-4 4 4',
  arrowDown: 'M8 3v10m-4-4 4 4 4-4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  bell: 'M4 11V7a4 4 0 1 1 8 0v4l1 1.5H3L4 11Zm2.5 1.5a1.5 1.5 0 0 0 3 0',
  warning: 'M8 2.5 14.5 13.5h-13L8 2.5Zm0 4.5v3m0 1.8v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5V11m0-6v.1',
  calendar: 'M3 4.5h10v9H3v-9Zm0 3h10M5.5 2.5v2m5-2v2',
  print: 'M4.5 6V2.5h7V6m-7 5.5H3V6.5h10v5h-1.5m-7-2h7v4h-7v-4Z',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z',
  sun: 'M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.5v1.5m0 10v1.5M1.5 8H3m10 0h1.5M3.4 3.4l1 1m7.2 7.2 1 1m0-9.2-1 1m-7.2 7.2-1 1',
  plus: 'M8 3v10M3 8h10',
  menu: 'M2.5 4.5h11M2.5 8h11m-11 3.5h11',
  person: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-5 5.5c.5-2.5 2.5-3.8 5-3.8s4.5 1.3 5 3.8',
  lock: 'M4 7.5h8v6H4v-6Zm1.5 0v-2a2.5 2.5 0 0 1 5 0v2',
  apps: 'M3 3h.01M8 3h.01M13 3h.01M3 8h.01M8 8h.01M13 8h.01M3 13h.01M8 13h.01M13 13h.01',
  home: 'M2.5 7.5 8 3l5.5 4.5M4 6.5v6.5h8V6.5M6.7 13V9.5h2.6V13',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  tree: 'M5.5 2.5h5v3h-5v-3ZM1.5 10.5h5v3h-5v-3Zm8 0h5v3h-5v-3ZM8 5.5V8m-4 2.5V8h8v2.5',
  people: 'M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Zm-4.5 5c.4-2.2 2.1-3.4 4.5-3.4s4.1 1.2 4.5 3.4M10.5 3.4a2.1 2.1 0 0 1 0 4M12 9.5c1.3.4 2.2 1.4 2.5 3',
  pulse: 'M1.5 8h3l2-4.5 3 9 2-4.5h3',
  leave: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3m3-3H6',
  keyboard: 'M1.5 4h13v8h-13V4Zm2.5 2.5h.01M7 6.5h.01M10 6.5h.01M12.5 6.5h.01M5 9.5h6',
  car: 'M1.8 11V8.6l1.7-.9L5 4.2h6l1.5 3.5 1.7.9V11H1.8Zm1.7-3.3h9M4.3 11v1.6m7.4-1.6v1.6',
  document: 'M4 1.8h5.2L12.5 5v9.2H4V1.8Zm5 0V5.2h3.5M6.3 8.2h4M6.3 11h4',
} as const;

export type IconName = keyof typeof paths;

/** A decorative sign: hidden from screen readers, because the word beside it speaks. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth={name === 'apps' ? 2.5 : name === 'more' ? 2 : 1.5} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
