import { useState } from 'react';
import { Button, EmptyState, KpiTile, LoadingBlock, LoadingRows, Notice, Panel, Problem, showToast, StatusBadge, Tabs, Timeline, ToneBadge } from '../ui/index.ts';
import type { StatusKey } from '../ui/index.ts';
import classes from './gallery.module.css';
import { sampleToday } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

const statuses: readonly StatusKey[] = ['draft', 'open', 'waitingForOthers', 'deadline', 'refused', 'done'];

/** Badges, notices, empty, failed, waiting, figures, tabs, activity. */
export function StatesSection() {
  const texts = useGalleryTexts().states;
  const [tab, setTab] = useState<'plan' | 'documents'>('plan');
  const retry = (): void => showToast({ text: texts.loading });
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.stack}>
        <div className={classes.row}>
          {statuses.map((status) => <StatusBadge key={status} status={status} />)}
          <ToneBadge tone="info" label="SLA 2 h" />
        </div>
        <div className={classes.grid}>
          <KpiTile label={texts.kpiOpen} value={32} comparison={texts.kpiOpenNote} onOpen={retry} />
          <KpiTile label={texts.kpiOverdue} value={5} comparison={texts.kpiOverdueNote} tone="attention" />
          <KpiTile label={texts.kpiLoading} value={undefined} />
        </div>
        <Notice tone="info">{texts.noticeInfo}</Notice>
        <Notice tone="attention" action={<Button onClick={retry}>{texts.emptyAction}</Button>}>{texts.noticeAttention}</Notice>
        <Notice tone="ok">{texts.noticeOk}</Notice>
        <div className={classes.boxed}><EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={<Button kind="primary" onClick={retry}>{texts.emptyAction}</Button>} /></div>
        <div className={classes.boxed}><Problem problem={{ title: texts.problemTitle, detail: texts.problemDetail, code: 'offer_not_in_force', requestId: '01JD4K7Q' }} lost="nothing" onRetry={retry} /></div>
        <div className={classes.boxed}><Problem problem={new TypeError('Failed to fetch')} lost="maybe" compact onRetry={retry} /></div>
        <div className={classes.boxed}><LoadingRows label={texts.loading} rows={3} /></div>
        <LoadingBlock label={texts.loading} height={48} />
        <Tabs label={texts.tabs} value={tab} onChange={setTab} tabs={[{ value: 'plan', label: texts.tabPlan, panel: <p>{texts.tabEmpty}</p> }, { value: 'documents', label: texts.tabDocuments, count: 2, panel: <p>{texts.tabEmpty}</p> }]} />
        <div className={classes.columns}>
          <Timeline
            label={texts.activity}
            today={sampleToday}
            events={[
              { key: 'printed', at: '2026-11-22T13:40:00Z', what: texts.activityPrinted, who: 'Laura Bianchi', tone: 'ok' },
              { key: 'saved', at: '2026-11-22T13:32:00Z', what: texts.activitySaved, detail: texts.activitySavedDetail, who: 'Laura Bianchi', tone: 'info' },
              { key: 'opened', at: '2026-11-21T08:05:00Z', what: texts.activityOpened, who: 'Marco Conti' },
            ]}
          />
          <Timeline label={texts.activityNone} events={[]} />
        </div>
      </div>
    </Panel>
  );
}
