import { useEffect, useState } from 'react';
import classes from './app-grid.module.css';
import { AppSign } from './app-sign.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';
import type { OwnApp } from './use-own-apps.ts';

const columns = 3;
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };

/** Arrows walk the grid in both directions; the panel around it knows only a line of choices. */
function walk(event: KeyboardEvent): void {
  const step = steps[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = all.findIndex((app) => app === document.activeElement);
  all[at + step]?.focus();
}

/** What the switcher shows: the applications of the active personality as signs with names. */
export function AppGrid({ apps, onGo }: { readonly apps: readonly OwnApp[]; readonly onGo: () => void }) {
  const texts = useGatewayTexts().switcher;
  const [grid, setGrid] = useState<HTMLUListElement | null>(null);
  useEffect(() => {
    grid?.querySelector('a')?.focus();
    grid?.addEventListener('keydown', walk);
    return () => grid?.removeEventListener('keydown', walk);
  }, [grid]);
  return (
    <ul ref={setGrid} className={classes.grid}>
      {apps.map(({ clientId, name, description, icon, address }) => (
        <li key={clientId}>
          <a href={address} target="_blank" rel="noopener" className={classes.app} title={description === '' ? undefined : description} onClick={onGo}>
            <AppSign icon={icon} size="large" />
            <span className={classes.name}>{name}</span>
            <span className="visually-hidden">({texts.newTab})</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
