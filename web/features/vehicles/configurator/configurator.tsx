/**
 * Options, packs and colours of a version: what is chosen, what may be pressed, what it costs and why something cannot be
 * had. Rows and prices are the server's; the rules run here at every key, and the server checks again when a quote is saved.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { OptionStanding, VersionOptions } from '#vehicles/api';
import { useQueryOf } from '../../../request/index.ts';
import { Button, EmptyState, FigureList, LoadingBlock, Money, Notice, Problem, ServiceTile, useFormat } from '../../../ui/index.ts';
import { versionOptions } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { configurationState, press, pricelist, type ConfiguredChoice, type OptionGroup, type Pressed, type Pricelist } from './configuration-state.ts';
import classes from './configurator.module.css';
import { faultWords } from './fault-words.ts';

export interface ConfiguratorProps {
  readonly versionId: string;
  /** Codes chosen; the page keeps them. */
  readonly chosen: readonly string[];
  readonly onChange: (choice: ConfiguredChoice) => void;
  /** False where the page shows the sums itself. Default true. */
  readonly withSums?: boolean | undefined;
}

interface Asked {
  readonly standing: OptionStanding;
  readonly pressed: Exclude<Pressed, { kind: 'now' }>;
}

interface GroupProps {
  readonly group: OptionGroup;
  readonly prices: Pricelist;
  readonly onPress: (standing: OptionStanding) => void;
}

function Group({ group, prices, onPress }: GroupProps) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const nameOf = (code: string): string => prices.byCode.get(code)?.name ?? code;
  const title = group.kind === 'option' ? (texts.configurator.categories[group.category] ?? group.category) : texts.configurator.kinds[group.kind];
  const detailOf = (standing: OptionStanding, cents: number): string => {
    if (standing.state === 'included') return texts.configurator.included;
    const price = cents === 0 ? texts.configurator.free : format.money(cents);
    const [fault] = standing.faults;
    // Another colour takes the place of the chosen one: no condition worth a word.
    return fault === undefined || group.kind === 'colour' || standing.state === 'chosen' ? price : `${price} · ${faultWords(fault, nameOf, texts, format, standing.option)}`;
  };
  const refusalOf = ({ option, state, press: may, faults: [fault] }: OptionStanding): string | undefined => {
    if (state === 'included') return texts.configurator.included;
    return may === 'never' && fault !== undefined ? faultWords(fault, nameOf, texts, format, option) : undefined;
  };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{title}</legend>
      <div className={classes.tiles}>
        {group.lines.map(({ option, standing }) => (
          <ServiceTile
            key={option.code}
            name={option.name}
            detail={detailOf(standing, option.priceCents)}
            checked={standing.state !== 'open'}
            refusedBecause={refusalOf(standing)}
            onChange={() => onPress(standing)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ProposalProps {
  readonly asked: Asked;
  readonly nameOf: (code: string) => string;
  readonly onTake: (chosen: readonly string[]) => void;
  readonly onLeave: () => void;
}

/** A panel around the configurator leaves Escape to the question while it is open. */
const keepsEscape = { 'data-mantine-stop-propagation': true } as const;

/** The least change that makes the wish possible, with its price: asked before it is made. */
function Proposal({ asked: { standing, pressed }, nameOf, onTake, onLeave }: ProposalProps) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const first = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const leave = useEffectEvent(onLeave);
  useEffect(() => first.current?.focus(), [standing]);
  useEffect(() => {
    const element = frame.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') leave();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);
  const words = texts.configurator;
  const drops = standing.state === 'chosen';
  const name = nameOf(standing.option);
  const change = pressed.kind === 'ask' ? pressed.repair : undefined;
  const signed = (cents: number): string => `${cents > 0 ? '+' : ''}${format.money(cents)}`;
  return (
    <div ref={frame} role="group" aria-label={drops ? words.withoutTitle(name) : words.withTitle(name)}>
      <Notice tone="attention">
        <p className={classes.ask}>{drops ? words.withoutTitle(name) : words.withTitle(name)}</p>
        {change === undefined ? (
          <p>{words.faults.never}</p>
        ) : (
          <ul className={classes.changes}>
            {change.add.filter((code) => code !== standing.option).map((code) => <li key={code}>{words.adds(nameOf(code))}</li>)}
            {change.remove.filter((code) => code !== standing.option).map((code) => <li key={code}>{words.removes(nameOf(code))}</li>)}
            <li>
              {words.difference} <b className="figures">{signed(change.priceChangeCents)}</b>
            </li>
          </ul>
        )}
        <div className={classes.buttons}>
          {change !== undefined && (
            <Button ref={first} kind="primary" {...keepsEscape} onClick={() => onTake(change.chosen)}>
              {drops ? words.dropWithChanges : words.chooseWithChanges}
            </Button>
          )}
          <Button ref={change === undefined ? first : undefined} {...keepsEscape} onClick={onLeave}>
            {words.leave}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function Choosing({ list, chosen, onChange, withSums = true }: Omit<ConfiguratorProps, 'versionId'> & { readonly list: VersionOptions }) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const prices = useMemo(() => pricelist(list), [list]);
  const state = useMemo(() => configurationState(prices, chosen), [prices, chosen]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const opener = useRef<Element | null>(null);
  const nameOf = (code: string): string => prices.byCode.get(code)?.name ?? code;
  const take = (codes: readonly string[]): void => {
    setAsked(null);
    onChange(configurationState(prices, codes).choice);
  };
  const close = (): void => {
    setAsked(null);
    requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus());
  };
  const onPress = (standing: OptionStanding): void => {
    const pressed = press(prices, chosen, standing);
    if (pressed.kind === 'now') return take(pressed.chosen);
    opener.current = document.activeElement;
    setAsked({ standing, pressed });
  };
  if (list.options.length === 0) return <EmptyState title={texts.configurator.noneTitle} why={texts.configurator.noneWhy} />;
  const askedOption = asked === null ? undefined : prices.byCode.get(asked.standing.option);
  const askedKey = askedOption === undefined ? undefined : askedOption.kind === 'option' ? `option ${askedOption.category}` : askedOption.kind;
  const { checked } = state;
  return (
    <div className={classes.configurator}>
      {state.groups.map((group) => (
        <div key={group.key}>
          <Group group={group} prices={prices} onPress={onPress} />
          {asked !== null && askedKey === group.key && (
            <Proposal
              asked={asked}
              nameOf={nameOf}
              onTake={(codes) => {
                take(codes);
                requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus());
              }}
              onLeave={close}
            />
          )}
        </div>
      ))}
      <output className={classes.state}>
        {checked.faults.map((fault) => (
          <p key={`${fault.code} ${fault.option ?? ''}`} className={classes.fault}>
            {faultWords(fault, nameOf, texts, format)}
          </p>
        ))}
      </output>
      {withSums && (
        <FigureList
          items={[
            { key: 'list', label: texts.configurator.listPrice, value: <Money cents={list.version.listPriceCents} /> },
            { key: 'options', label: texts.configurator.options(checked.charged.length), value: <Money cents={checked.priceCents} /> },
            { key: 'total', label: texts.configurator.total, value: <Money cents={list.version.listPriceCents + checked.priceCents} />, strong: true },
          ]}
        />
      )}
    </div>
  );
}

export function Configurator({ versionId, ...rest }: ConfiguratorProps) {
  const texts = useVehicleTexts();
  const { data, error, refetch } = useQueryOf(versionOptions, { params: { id: versionId } }, { staleTimeMs: 300_000 });
  if (data === undefined) return error === null ? <LoadingBlock label={texts.loading} height={240} /> : <Problem problem={error} lost="nothing" compact onRetry={() => void refetch()} />;
  return <Choosing key={versionId} list={data} {...rest} />;
}
