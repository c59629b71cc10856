/** What is built into the car and what the dealer adds: options within the rules of the list, accessories, technical data. */
import { useState } from 'react';
import { fullPriceCents, type QuoteInput } from '#quoting/api';
import { useQueryOf } from '../../../request/index.ts';
import { Button, IconButton, Money, MoneyInput, Notice, SidePanel, TextInput } from '../../../ui/index.ts';
import { Configurator, TechnicalData, useVehicleTexts, vehicleName, type ConfiguredChoice } from '../../vehicles/index.ts';
import { openProposal } from '../draft/proposal.ts';
import { useDeskPart, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { versionOptions } from '../endpoints.ts';
import classes from './side-parts.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

const mostAccessories = 10;
const longestName = 60;

interface Line {
  readonly key: number;
  readonly name: string;
  readonly cents: number | null;
}

/** Lines as they are typed; the quote takes those that have a name. */
function Accessories() {
  const store = useQuoteStore();
  const texts = useDeskTexts().car;
  const [lines, setLines] = useState<readonly Line[]>(() => {
    const kept = store.get().draft.accessories.map(({ name, cents }, key) => ({ key, name, cents }));
    return kept.length > 0 ? kept : [{ key: 0, name: '', cents: null }];
  });
  const become = (next: readonly Line[]): void => {
    setLines(next);
    const accessories: QuoteInput['accessories'] = next.filter(({ name }) => name.trim() !== '').map(({ name, cents }) => ({ name: name.trim(), cents: cents ?? 0 }));
    store.setPart({ accessories });
  };
  const change = (key: number, part: Partial<Line>): void => become(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <section aria-label={texts.accessoriesTitle} data-enter-next>
      <h3 className={classes.heading}>{texts.accessoriesTitle}</h3>
      <p className={classes.why}>{texts.accessoriesWhy}</p>
      {lines.map(({ key, name, cents }, at) => (
        <div key={key} className={classes.line}>
          <TextInput label={texts.accessoryName(at + 1)} hideLabel value={name} maxLength={longestName} onChange={(text) => change(key, { name: text })} error={name.trim() === '' && (cents ?? 0) > 0 ? texts.nameMissing : undefined} />
          <MoneyInput label={texts.accessoryCents(at + 1)} hideLabel value={cents} onChange={(amount) => change(key, { cents: amount })} />
          <IconButton icon="close" label={texts.removeAccessory(name === '' ? texts.accessoryName(at + 1) : name)} onClick={() => become(lines.filter((line) => line.key !== key))} />
        </div>
      ))}
      {lines.length < mostAccessories && (
        <Button icon="plus" onClick={() => setLines([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, name: '', cents: null }])}>
          {texts.add}
        </Button>
      )}
    </section>
  );
}

/** Only a car that can be built reaches the quote; until then the quote keeps the last one that could. */
function Options({ versionId }: { readonly versionId: string }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().car;
  const [chosen, setChosen] = useState<readonly string[]>(() => store.get().draft.options.map(({ code }) => code));
  const [buildable, setBuildable] = useState(true);
  const choose = (choice: ConfiguredChoice): void => {
    const plain = choice.chosen.length === 0;
    setChosen(choice.chosen);
    setBuildable(plain || choice.ok);
    if (plain || choice.ok) store.setPart({ options: choice.options });
  };
  return (
    <section aria-label={texts.options}>
      <h3 className={classes.heading}>{texts.options}</h3>
      {!buildable && <Notice tone="attention">{texts.unbuildable}</Notice>}
      <Configurator versionId={versionId} chosen={chosen} onChange={choose} withSums={false} />
    </section>
  );
}

function Sums() {
  const texts = useDeskTexts().car;
  const draft = useQuotePart((state) => state.draft);
  const car = useQuotePart((state) => state.draft.options);
  const options = car.reduce((sum, option) => sum + option.priceCents, 0);
  const accessories = draft.accessories.reduce((sum, { cents }) => sum + cents, 0);
  const total = fullPriceCents({ priceCents: draft.priceCents ?? 0, accessories: draft.accessories }, { housePriceCents: null, options: [...car] });
  return (
    <output className={classes.sums}>
      <span className={classes.fine}>
        {texts.sum.car} <Money cents={draft.priceCents ?? 0} /> · {texts.sum.options} <Money cents={options} /> · {texts.sum.accessories} <Money cents={accessories} />
      </span>
      <b>
        {texts.sum.total} <Money cents={total} />
      </b>
    </output>
  );
}

function Technical({ versionId }: { readonly versionId: string }) {
  const words = useVehicleTexts();
  const { data } = useQueryOf(versionOptions, { params: { id: versionId } }, { staleTimeMs: 300_000 });
  if (data === undefined) return null;
  return (
    <section aria-label={words.technical.title}>
      <h3 className={classes.heading}>{words.technical.title}</h3>
      <TechnicalData version={data.version} technical={data.technical} />
    </section>
  );
}

export function CarPanel({ onClose }: { readonly onClose: () => void }) {
  const texts = useDeskTexts().car;
  const car = useDeskPart((desk) => openProposal(desk).car);
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={vehicleName(car)}
      width={760}
      footer={
        <div className={classes.footer}>
          <Sums />
          <Button kind="primary" size="touch" onClick={onClose}>
            {texts.done}
          </Button>
        </div>
      }
    >
      <div className={classes.parts}>
        {car.choice.kind === 'catalogue' ? <Options versionId={car.versionId} /> : <p className={classes.why}>{texts.stockBuilt}</p>}
        <Accessories />
        <Technical versionId={car.versionId} />
      </div>
    </SidePanel>
  );
}
