import { useRef, useState } from 'react';
import type { DealerBrand, getBrandRoute, logoFileRoute, removeLogoRoute, setColourRoute, setLogoRoute } from '#documents/api';
import { addressOf, endpoint, useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, LoadingBlock, Page, Panel, Problem, showToast, TextInput } from '../../../ui/index.ts';
import classes from './precontract.module.css';
import { usePrecontractTexts } from './use-precontract-texts.ts';

const getBrand = endpoint<typeof getBrandRoute>('GET', '/api/documents/brand');
const setColour = endpoint<typeof setColourRoute>('PUT', '/api/documents/brand');
const setLogo = endpoint<typeof setLogoRoute>('PUT', '/api/documents/brand/logo');
const removeLogo = endpoint<typeof removeLogoRoute>('DELETE', '/api/documents/brand/logo');
const logoFile = endpoint<typeof logoFileRoute>('GET', '/api/documents/brand/logo');
const mediaTypes = ['image/svg+xml', 'image/png'];
const mostBytes = 512 * 1024;
const refreshes = ['/api/documents/brand'];

function LogoPanel({ brand }: { readonly brand: DealerBrand }) {
  const words = usePrecontractTexts().brand;
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const told = { refreshes, onDone: () => showToast({ text: words.saved }) };
  const send = useWrite(setLogo, told);
  const remove = useWrite(removeLogo, told);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const wrong = !mediaTypes.includes(file.type) ? words.wrongType : file.size > mostBytes ? words.tooLarge : undefined;
    setFault(wrong);
    if (wrong === undefined) send.mutate({ body: file });
  };
  const problem = send.error ?? remove.error;
  return (
    <Panel title={words.logo}>
      <div className={classes.stack}>
        {brand.logo === null ? <p>{words.noLogo}</p> : <div><img className={classes.logo} src={`${addressOf(logoFile)}?v=${brand.logo}`} alt={words.alt(brand.dealer.name)} /></div>}
        <p className={classes.small}>{words.logoHint}</p>
        {fault !== undefined && <p role="alert">{fault}</p>}
        {problem !== null && <Problem problem={problem} lost="nothing" compact />}
        <input
          ref={input}
          type="file"
          hidden
          accept={mediaTypes.join(',')}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <div className={classes.buttons}>
          <Button size="field" kind="primary" icon="plus" busy={send.isPending} onClick={() => input.current?.click()}>
            {words.choose}
          </Button>
          {brand.logo !== null && (
            <Button size="field" busy={remove.isPending} onClick={() => remove.mutate({})}>
              {words.remove}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}

function ColourPanel({ brand }: { readonly brand: DealerBrand }) {
  const words = usePrecontractTexts().brand;
  const inForce = brand.accentColour ?? brand.houseColour ?? '';
  const [typed, setTyped] = useState<string>();
  const colour = (typed ?? inForce).trim().toLowerCase();
  const isColour = /^#[0-9a-f]{6}$/.test(colour);
  const save = useWrite(setColour, {
    refreshes,
    onDone: () => {
      setTyped(undefined);
      showToast({ text: words.saved });
    },
  });
  return (
    <Panel title={words.colourTitle}>
      <div className={classes.stack}>
        <TextInput label={words.colour} hint={words.colourHint} value={typed ?? inForce} onChange={setTyped} tidy="trim" maxLength={7} error={typed !== undefined && !isColour ? words.colourWrong : undefined} />
        {isColour && <span className={classes.swatch} style={{ background: colour }} aria-hidden="true" />}
        {save.error !== null && <Problem problem={save.error} lost="nothing" compact />}
        <div className={classes.buttons}>
          <Button size="field" kind="primary" busy={save.isPending} disabled={!isColour || colour === inForce} onClick={() => save.mutate({ body: { accentColour: colour } })}>
            {words.save}
          </Button>
          {brand.accentColour !== null && (
            <Button size="field" onClick={() => save.mutate({ body: { accentColour: null } })}>
              {words.house}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}

/** `/brand`: mark and colour of the dealer's papers. */
export function BrandPage() {
  const texts = usePrecontractTexts();
  const { data: brand, error, refetch } = useQueryOf(getBrand, {});
  return (
    <Page title={texts.brand.title}>
      {brand === undefined ? (
        error === null ? (
          <LoadingBlock label={texts.loading} height={240} />
        ) : (
          <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <p className={classes.small}>{texts.brand.why(brand.dealer.name)}</p>
          <div className={classes.fields}>
            <LogoPanel brand={brand} />
            <ColourPanel brand={brand} />
          </div>
        </>
      )}
    </Page>
  );
}
