import type { ReactNode } from 'react';
import { useQueryOf } from '../../../request/index.ts';
import { SegmentedButtons, setLanguage, useLanguage, type Language } from '../../../ui/index.ts';
import { about } from '../endpoints.ts';
import { PlanWheel } from './plan-wheel.tsx';
import classes from './sign-in-page.module.css';
import { useEntranceTexts } from './use-entrance-texts.ts';

interface EntranceFrameProps {
  readonly title: string;
  /** Hears which language was chosen here, to become the account's. */
  readonly onLanguage?: (language: Language) => void;
  readonly children: ReactNode;
}

/** What stands around every page for whoever is not in yet: brand at the left, language and one column at the right. */
export function EntranceFrame({ title, onLanguage, children }: EntranceFrameProps) {
  const texts = useEntranceTexts().signIn;
  const language = useLanguage();
  const { data } = useQueryOf(about);
  const choose = async (wanted: Language): Promise<void> => {
    await setLanguage(wanted);
    onLanguage?.(wanted);
  };
  return (
    <div className={classes.page}>
      <title>{`${title} · Volano`}</title>
      <aside className={classes.brand}>
        <p className={classes.product}>Volano</p>
        <div className={classes.words}>
          <p className={classes.headline}>{texts.headline}</p>
          <p className={classes.promise}>{texts.promise}</p>
        </div>
        <div className={classes.wheel}>
          <PlanWheel />
        </div>
        {data !== undefined && <p className={classes.version}>{texts.version(data.version)}</p>}
      </aside>
      <main className={classes.entrance}>
        <div className={classes.language}>
          <SegmentedButtons
            label={texts.language}
            hideLabel
            size="toolbar"
            options={[
              { value: 'it', label: <span lang="it">Italiano</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
            value={language}
            onChange={(wanted) => void choose(wanted)}
          />
        </div>
        <div className={classes.column}>
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
