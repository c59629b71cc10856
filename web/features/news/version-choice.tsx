import type { VersionState } from '#news/api';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

interface VersionChoiceProps {
  readonly versions: readonly { readonly version: number; readonly state: VersionState }[];
  readonly value: number;
  readonly onChange: (version: number) => void;
}

/** The versions of an item, newest first; nothing while there is only one. */
export function VersionChoice({ versions, value, onChange }: VersionChoiceProps) {
  const texts = useNewsTexts();
  if (versions.length < 2) return null;
  return (
    <label className={classes.label}>
      {texts.item.versions}
      <select className={classes.select} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {versions.map((one) => <option key={one.version} value={one.version}>{`${texts.item.version(one.version)} · ${texts.states[one.state]}`}</option>)}
      </select>
    </label>
  );
}
