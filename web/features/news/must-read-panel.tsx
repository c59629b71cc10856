import { closeMustRead, useQueryOf, type MustRead } from '../../request/index.ts';
import { Button, LoadingBlock, Notice, Problem, showToast, SidePanel, useLanguage } from '../../ui/index.ts';
import { readNews } from './endpoints.ts';
import { ItemView } from './item-view.tsx';
import { useNewsTexts } from './use-news-texts.ts';

/** Opens where a write was refused: the item to read, and the one button that opens the way again. The page behind keeps its form. */
export function MustReadPanel({ itemId }: MustRead) {
  const all = useNewsTexts();
  const texts = all.mustRead;
  const english = useLanguage() === 'en';
  const { data, error, refetch } = useQueryOf(readNews, { params: { id: itemId }, query: {} }, { staleTimeMs: 0 });
  return (
    <SidePanel opened onClose={closeMustRead} title={texts.title} width={560} footer={<Button onClick={closeMustRead}>{texts.later}</Button>}>
      <Notice tone="attention">{texts.why}</Notice>
      {data === undefined && error === null && <LoadingBlock label={all.loading} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <h3>{(english ? data.titleEn : null) ?? data.titleIt}</h3>
          <ItemView
            item={data}
            onConfirmed={() => {
              showToast({ text: texts.done });
              closeMustRead();
            }}
          />
        </>
      )}
    </SidePanel>
  );
}
