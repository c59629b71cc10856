import { chooseLanguage, useMe } from '../../request/index.ts';
import { useColourScheme, useLanguage } from '../../ui/index.ts';
import type { PaletteCommand } from '../feature.ts';
import { personalityName } from '../personality-name.ts';
import { workAs } from './personality-menu.tsx';
import { signOutOrAsk } from './sign-out.ts';
import { it } from './texts.it.ts';
import { useDeskTexts } from './use-desk-texts.ts';

/** What the shell itself can do from the command palette: change personality, language, appearance; leave. */
export function useOwnCommands(showHotkeys: () => void): PaletteCommand[] {
  const me = useMe();
  const language = useLanguage();
  const scheme = useColourScheme();
  const texts = useDeskTexts();
  // The palette asks for both languages; the shell's own rows are made anew in the one on screen.
  const said = (words: string) => ({ it: words, en: words });
  const other = scheme.shown === 'dark' ? 'light' : 'dark';
  return [
    ...me.personalities
      .filter((each) => each.id !== me.personality.id)
      .map((each) => ({
        key: `become-${each.id}`,
        label: said(texts.commands.become(personalityName(each, language))),
        privilege: null,
        does: { run: () => workAs(each.id, texts.personality.failed) },
      })),
    { key: 'account', label: said(texts.commands.account), privilege: null, does: { path: '/account' } },
    { key: 'hotkeys', label: said(texts.commands.hotkeys), privilege: null, hotkey: '?', does: { run: showHotkeys } },
    { key: 'scheme', label: said(other === 'dark' ? texts.commands.dark : texts.commands.light), privilege: null, does: { run: () => scheme.choose(other) } },
    {
      key: 'language',
      label: said(texts.commands.language),
      keywords: said(`${it.account.language} language ${it.account.italian} ${it.account.english}`),
      privilege: null,
      does: { run: () => chooseLanguage(language === 'it' ? 'en' : 'it') },
    },
    { key: 'sign-out', label: said(texts.commands.signOut), keywords: said('logout sign out esci'), privilege: null, does: { run: () => signOutOrAsk(texts.account.signOutFailed) } },
  ];
}
