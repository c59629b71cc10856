import { Link } from '@tanstack/react-router';
import { Icon, useLanguage } from '../../ui/index.ts';
import choice from './choice-list.module.css';
import { DropPanel } from './drop-panel.tsx';
import type { OpenSection } from './sections.ts';
import bar from './top-bar.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import { VolanoMark } from './volano-mark.tsx';

/** The product's name opens the areas this person may enter. */
export function SectionSwitcher({ open, active }: { readonly open: readonly OpenSection[]; readonly active: OpenSection | undefined }) {
  const texts = useDeskTexts();
  const language = useLanguage();
  return (
    <DropPanel
      label={texts.areas}
      side="left"
      button={(facts) => (
        <button type="button" className={bar.product} {...facts}>
          <span className={bar.mark}>
            <VolanoMark />
          </span>
          <span className={bar.word}>{texts.product}</span>
          <Icon name="chevronDown" size={12} />
          <span className="visually-hidden">{texts.areas}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          <p className={choice.heading}>{texts.areas}</p>
          <ul className={choice.list}>
            <li>
              <Link to="/" className={choice.choice} onClick={close}>
                <span className={choice.title}>{texts.home}</span>
              </Link>
            </li>
            {open.map((section) => (
              <li key={section.key}>
                <Link to={section.entries[0]?.path ?? '/'} className={choice.choice} aria-current={section === active ? 'true' : undefined} onClick={close}>
                  <span className={choice.words}>
                    <span className={choice.title}>{section.label[language]}</span>
                    <span className={choice.detail}>{section.entries.map((entry) => entry.label[language]).join(' · ')}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </DropPanel>
  );
}
