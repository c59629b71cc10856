/** The address names a car or a quote that is not there: why, and the ways on. */
import type { VehicleFound } from '#vehicles/api';
import { EmptyState, LinkButton, Page, Panel } from '../../../ui/index.ts';
import { VehiclePicker } from '../../vehicles/index.ts';
import type { SourceKind } from '../draft/quote-source.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

/** Answers of the server that say: there is no such thing for you. Any other failure may be tried again. */
export const unknownCodes: ReadonlySet<string> = new Set(['not_found', 'invalid_input', 'vehicle_not_available']);

export function UnknownStart({ kind, onPick }: { readonly kind: SourceKind; readonly onPick: (found: VehicleFound) => void }) {
  const texts = useQuotingTexts();
  const ofQuote = kind === 'from' || kind === 'revise';
  return (
    <Page title={texts.quickQuote}>
      <Panel>
        {ofQuote ? (
          <EmptyState title={texts.detail.notFound} why={texts.detail.notFoundWhy} action={<LinkButton href="/quotes">{texts.detail.backToList}</LinkButton>} />
        ) : (
          <EmptyState title={texts.vehicle.unknown} why={texts.vehicle.unknownWhy} />
        )}
      </Panel>
      <Panel title={ofQuote ? texts.vehicle.startTitle : texts.vehicle.gone}>
        <VehiclePicker onPick={onPick} startHere hideLabel />
      </Panel>
    </Page>
  );
}
