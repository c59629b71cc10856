import { useState } from 'react';
import { DateField, IntegerInput, MoneyInput, Panel, PasswordInput, RateInput, TextArea, TextInput } from '../ui/index.ts';
import classes from './gallery.module.css';
import { sampleToday } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

/** Money, rate, number, date and text; empty, filled, with help, wrong, disabled. Enter goes to the next field. */
export function FieldsSection() {
  const { fields: texts } = useGalleryTexts();
  const [price, setPrice] = useState<number | null>(2_890_000);
  const [deposit, setDeposit] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(1_250_050);
  const [rate, setRate] = useState<number | null>(69_500);
  const [term, setTerm] = useState<number | null>(48);
  const [delivery, setDelivery] = useState<string | null>('2026-12-04');
  const [expiry, setExpiry] = useState<string | null>('2026-11-02');
  const [plate, setPlate] = useState('gx 12 abc');
  const [remark, setRemark] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.grid} data-enter-next>
        <div>
          <MoneyInput label={texts.price} value={price} onChange={setPrice} required />
          <output className={classes.value} data-testid="price-value">{texts.value(String(price))}</output>
        </div>
        <MoneyInput label={texts.deposit} value={deposit} onChange={setDeposit} hint={texts.depositHint} />
        <MoneyInput label={texts.tooMuch} value={over} onChange={setOver} maxCents={1_000_000} />
        <MoneyInput label={texts.locked} value={980_000} onChange={setOver} disabled />
        <RateInput label={texts.rate} value={rate} onChange={setRate} maxPpm={150_000} />
        <IntegerInput label={texts.term} unit={texts.months} value={term} onChange={setTerm} min={12} max={96} />
        <div>
          <DateField label={texts.delivery} value={delivery} onChange={setDelivery} today={sampleToday} />
          <output className={classes.value} data-testid="delivery-value">{texts.value(String(delivery))}</output>
        </div>
        <DateField label={texts.expiry} value={expiry} onChange={setExpiry} today={sampleToday} min={sampleToday} />
        <TextInput label={texts.plate} value={plate} onChange={setPlate} tidy="code" error={texts.plateWrong} />
        <TextInput label={texts.name} value={name} onChange={setName} autoComplete="name" />
        <TextArea label={texts.remark} value={remark} onChange={setRemark} hint={texts.remarkHint} />
        <PasswordInput label={texts.password} value={password} onChange={setPassword} />
      </div>
    </Panel>
  );
}
