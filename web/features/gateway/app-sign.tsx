/** The drawings of applications, on a 20 grid with the current colour. Decorative: a name stands beside. */
import type { AppIcon } from './app-draft.ts';
import classes from './app-sign.module.css';

const paths: Readonly<Record<AppIcon, string>> = {
  app: 'M4 4h5v5H4V4Zm7 0h5v5h-5V4ZM4 11h5v5H4v-5Zm7 0h5v5h-5v-5Z',
  archive: 'M3 4h14v4H3V4Zm1 4h12v8H4V8Zm4 3h4',
  calendar: 'M3.5 5h13v12h-13V5Zm0 4h13M7 3v3m6-3v3',
  car: 'M3 14v-3.5l2-1L6.5 5h7L15 9.5l2 1V14H3Zm2-4.5h10M5.5 14v2m9-2v2',
  cart: 'M2.5 4h2l2 9h8l2-6.5h-11M8 16.5h.01m5.5 0h.01',
  chart: 'M3.5 3v13.5H17M7 13v-3m3.5 3V6.5M14 13V9',
  chat: 'M3.5 4.5h13v9h-7l-4 3.5v-3.5h-2v-9Z',
  document: 'M5 2.5h6.5l3.5 3.5v11.5H5v-15Zm6.5 0V6H15M8 10.5h4M8 13.5h4',
  euro: 'M15 5.5A6 6 0 1 0 15 14.5M3 8.5h8M3 11.5h8',
  folder: 'M2.5 5h5l2 2h8v9h-15V5Z',
  graduation: 'M2 8l8-4 8 4-8 4-8-4Zm3.5 2v4c2.5 2 6.5 2 9 0v-4M18 8v5',
  headset: 'M4 12V9.5a6 6 0 0 1 12 0V12M4 11h2.5v4.5H4V11Zm9.5 0H16v4.5h-2.5V11Zm2 4.5c0 1.5-2 2-4 2',
  key: 'M6.5 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 10h7.5v3m-3-3v2.5',
  mail: 'M2.5 5h15v10.5h-15V5Zm0 .5L10 11l7.5-5.5',
  map: 'M7.5 4 3 5.5v11L7.5 15l5 1.5L17 15V4l-4.5 1.5-5-1.5Zm0 0v11m5-9.5v11',
  people: 'M7.5 9a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Zm-5.5 7c.5-2.8 2.6-4.3 5.5-4.3S12.5 13.2 13 16M13 4a2.6 2.6 0 0 1 0 5m2 2.8c1.7.6 2.7 2 3 4.2',
  phone: 'M5 3h3l1.5 4-2 1.5a9 9 0 0 0 4 4l1.5-2 4 1.5v3c0 1-.8 1.8-1.8 1.8C8.5 16.8 3.2 11.5 3.2 4.8 3.2 3.8 4 3 5 3Z',
  shield: 'M10 2.5 16 5v5c0 4-2.5 6.3-6 7.5-3.5-1.2-6-3.5-6-7.5V5l6-2.5Zm-2.5 7L9.5 11.5l3.5-4',
  star: 'm10 3 2.2 4.6 5 .7-3.6 3.5.9 5L10 14.4l-4.5 2.4.9-5L2.8 8.3l5-.7L10 3Z',
  truck: 'M2 5h9.5v9H2V5Zm9.5 3h3.5l3 3v3h-6.5M5.5 16.5h.01m8.5 0h.01',
  wrench: 'M16.5 6.5a4 4 0 0 1-5.3 4.6L6 16.3a1.6 1.6 0 0 1-2.3-2.3l5.2-5.2a4 4 0 0 1 4.6-5.3l-2.2 2.2.8 2.2 2.2.8 2.2-2.2Z',
};

export const appIcons = Object.keys(paths) as readonly AppIcon[];

const isIcon = (icon: string): icon is AppIcon => Object.hasOwn(paths, icon);

/** The sign of an application on its tile. A name unknown to this version is drawn as an application. */
export function AppSign({ icon, size = 'small' }: { readonly icon: string; readonly size?: 'small' | 'large' }) {
  return (
    <span className={size === 'large' ? `${classes.sign} ${classes.large}` : classes.sign} aria-hidden="true">
      <svg width={size === 'large' ? 26 : 18} height={size === 'large' ? 26 : 18} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={1.4} strokeLinecap="round" strokeLinejoin="round" focusable="false">
        <path d={paths[isIcon(icon) ? icon : 'app']} />
      </svg>
    </span>
  );
}
