import { lazy, Suspense } from 'react';
import { settleProof, useProofAsked } from '../../request/index.ts';
import { Modal } from './modal.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

const ProofForm = lazy(async () => ({ default: (await import('../../features/identity/account/proof-form.tsx')).ProofForm }));

/** Over whatever page sent something sensitive; mounted once, as long as somebody is in. */
export function ProofDialog() {
  const texts = useDeskTexts();
  if (!useProofAsked()) return null;
  return (
    <Modal label={texts.proof} onClose={() => settleProof(false)}>
      <Suspense fallback={null}>
        <ProofForm />
      </Suspense>
    </Modal>
  );
}
