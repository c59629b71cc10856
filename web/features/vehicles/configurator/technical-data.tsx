import type { TechnicalData as Data, Version } from '#vehicles/api';
import { FigureList, Money, useFormat } from '../../../ui/index.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';

interface TechnicalDataProps {
  readonly version: Version;
  /** What the price list knows beyond the version; undefined while it is read. */
  readonly technical?: Data | undefined;
}

/** What a version is: fuel, power, emissions, body, mass, days of production. */
export function TechnicalData({ version, technical }: TechnicalDataProps) {
  const texts = useVehicleTexts();
  const format = useFormat();
  const { card, technical: words } = texts;
  const { producedFrom = null, producedTo = null, category = null, massKg = null } = technical ?? {};
  const produced = [producedFrom === null ? null : words.from(format.date(producedFrom)), producedTo === null ? null : words.until(format.date(producedTo))].filter((part) => part !== null).join(' ');
  return (
    <FigureList
      items={[
        { key: 'code', label: card.versionCode, value: version.code },
        { key: 'fuel', label: card.fuel, value: texts.fuels[version.fuel] ?? version.fuel },
        { key: 'power', label: card.power, value: texts.power(format.integer(version.powerKw), format.integer(version.powerCv)) },
        { key: 'co2', label: card.co2, value: version.co2GKm === null ? '–' : texts.co2(format.integer(version.co2GKm)) },
        { key: 'body', label: card.body, value: texts.bodies[version.body] ?? version.body },
        { key: 'segment', label: card.segment, value: version.segment },
        { key: 'seats', label: card.seats, value: format.integer(version.seats) },
        ...(category === null ? [] : [{ key: 'category', label: words.category, value: category }]),
        ...(massKg === null ? [] : [{ key: 'mass', label: words.mass, value: words.kg(format.integer(massKg)) }]),
        ...(produced === '' ? [] : [{ key: 'produced', label: words.produced, value: produced }]),
        { key: 'list', label: card.listPrice, value: <Money cents={version.listPriceCents} /> },
      ]}
    />
  );
}
