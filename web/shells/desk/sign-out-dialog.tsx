import { ConfirmConsequence } from '../../ui/index.ts';
import { signOutOrSay, stay, type Lost } from './sign-out.ts';
import { useDeskTexts } from './use-desk-texts.ts';

/** Before somebody signs out of unsaved work: what is lost. */
export function SignOutDialog({ lost }: { readonly lost: Lost }) {
  const texts = useDeskTexts();
  const { title, detail, confirm } = texts.signingOut[lost];
  return <ConfirmConsequence opened onClose={stay} title={title} consequence={detail} danger confirmLabel={confirm} onConfirm={() => void signOutOrSay(texts.account.signOutFailed)} />;
}
