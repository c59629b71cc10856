import { useQueryOf } from '../../../request/index.ts';
import { LoadingRows, Notice, Problem, useFormat, useLanguage } from '../../../ui/index.ts';
import { JudgedRules } from './judged-rules.tsx';
import { useWhyTexts } from './use-why-texts.ts';
import { replayed } from './why-endpoints.ts';
import classes from './why.module.css';

/** The decision behind a row of the trail, made again with the rules of its moment. */
export function DecisionPart({ eventId }: { readonly eventId: number }) {
  const texts = useWhyTexts();
  const language = useLanguage();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQueryOf(replayed, { params: { id: eventId } });
  return (
    <section className={classes.stack}>
      <h3 className={classes.rule}>{texts.decision}</h3>
      {isPending && <LoadingRows label={texts.decisionLoading} rows={3} />}
      {error !== null && <Problem compact problem={error} lost="nothing" onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Notice tone={data.equal ? 'info' : 'danger'}>{data.equal ? texts.equal : texts.unequal}</Notice>
          <p className={classes.intro}>
            {data.action.name[language]} · {data.profileName[language]} · {texts.version(data.version.number, format.instant(data.version.firstInForce))}
          </p>
          <JudgedRules rules={data.rules} />
        </>
      )}
    </section>
  );
}
