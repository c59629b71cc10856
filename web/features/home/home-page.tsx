import { serverNow, useMe } from '../../request/index.ts';
import { FigureList, Page, Panel, useLanguage } from '../../ui/index.ts';
import classes from './home.module.css';
import { HomeLists } from './home-lists.tsx';
import { HomeTiles } from './home-tiles.tsx';
import { partOfDay } from './part-of-day.ts';
import { useHomeTexts } from './use-home-texts.ts';

const days = {
  it: new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
};

/** As whom, where, for which company; a dealer with its address. */
function WhoAndWhere() {
  const { personality, personalities, tenant } = useMe();
  const texts = useHomeTexts();
  const language = useLanguage();
  const { dealer, node } = personality;
  const address = dealer === null ? [] : [dealer.addressLine, [dealer.postalCode, dealer.city, dealer.province === null ? null : `(${dealer.province})`].filter((part) => part !== null).join(' ')].filter((part) => part !== null && part !== '');
  const contacts = [dealer?.phone, dealer?.email].filter((part) => part !== null && part !== undefined);
  const place = dealer?.name ?? node.name;
  const others = personalities.length - 1;
  return (
    <Panel title={texts.workingAs}>
      <p className={classes.role}>{personality.profileName[language]}</p>
      <FigureList
        items={[
          ...(place === tenant.name ? [] : [{ key: 'where', label: texts.where, value: <span className={classes.lines}>{[place, ...address].map((line) => <span key={line}>{line}</span>)}</span> }]),
          ...(contacts.length === 0 ? [] : [{ key: 'contacts', label: texts.contacts, value: <span className={classes.lines}>{contacts.map((line) => <span key={line}>{line}</span>)}</span> }]),
          { key: 'company', label: texts.company, value: tenant.name },
        ]}
      />
      {others > 0 && <p className={classes.note}>{texts.otherPersonalities(others)}</p>}
    </Panel>
  );
}

/** Home: a greeting, what may be done, where one left off. */
export function HomePage() {
  const { account } = useMe();
  const texts = useHomeTexts();
  const language = useLanguage();
  const now = serverNow();
  const name = account.displayName.split(' ')[0] ?? account.displayName;
  return (
    <Page title={texts[partOfDay(now)](name)} subtitle={days[language].format(now)}>
      <div className={classes.page}>
        <div className={classes.main}>
          <HomeTiles />
          <HomeLists />
        </div>
        <WhoAndWhere />
      </div>
    </Page>
  );
}
