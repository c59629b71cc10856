import { LoadingBlock, Page } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quick-quote.module.css';

/** The quick quote while its vehicle and offers are on their way: same places, no jump. */
export function DeskShape() {
  const texts = useQuotingTexts();
  return (
    <Page title={texts.quickQuote}>
      <div className={classes.columns}>
        <div className={classes.left}>
          <LoadingBlock label={texts.loading} height={82} />
          <LoadingBlock label="" height={300} />
          <LoadingBlock label="" height={130} />
        </div>
        <LoadingBlock label="" height={560} />
      </div>
    </Page>
  );
}
