/** The gallery at /_ui: every block of web/ui in every state, light and dark, in both languages. Needs no server. */
import { Page, SegmentedButtons, setLanguage, showToast, useColourScheme, useLanguage } from '../ui/index.ts';
import { ActionsSection } from './actions-section.tsx';
import { ChoicesSection } from './choices-section.tsx';
import { DerivationSection } from './derivation-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import classes from './gallery.module.css';
import { PlanSection } from './plan-section.tsx';
import { StatesSection } from './states-section.tsx';
import { TableSection } from './table-section.tsx';
import { TreeSection } from './tree-section.tsx';
import { useGalleryTexts } from './use-gallery-texts.ts';

function Switches() {
  const texts = useGalleryTexts();
  const scheme = useColourScheme();
  const language = useLanguage();
  return (
    <>
      <SegmentedButtons label={texts.scheme} hideLabel size="toolbar" value={scheme.shown} onChange={scheme.choose} options={[{ value: 'light', label: texts.light }, { value: 'dark', label: texts.dark }]} />
      <SegmentedButtons
        label={texts.language}
        hideLabel
        size="toolbar"
        value={language}
        onChange={(chosen) => void setLanguage(chosen).catch(() => showToast({ text: texts.language }))}
        options={[{ value: 'it', label: 'IT' }, { value: 'en', label: 'EN' }]}
      />
    </>
  );
}

export function GalleryPage() {
  const texts = useGalleryTexts();
  return (
    <main className={classes.gallery}>
      <Page title={texts.title} subtitle={texts.lead} actions={<Switches />}>
        <div className={classes.sections}>
          <FieldsSection />
          <ChoicesSection />
          <ActionsSection />
          <PlanSection />
          <DerivationSection />
          <TableSection />
          <TreeSection />
          <StatesSection />
        </div>
      </Page>
    </main>
  );
}
