/** Photos of a car: one large, the others below; adding, ordering, deleting for who may. */
import { useRef, useState } from 'react';
import type { StockPage, StockPhoto } from '#vehicles/api';
import { addressOf, useWrite } from '../../../request/index.ts';
import { ActionMenu, Button, IconButton, Notice, Panel, Problem, showToast } from '../../../ui/index.ts';
import { deletePhoto, orderPhotos, photoFile } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { vehicleName } from '../vehicle-words.ts';
import { photoTypes, useAddPhotos } from './use-add-photos.ts';
import classes from './vehicle-page.module.css';

const addressFor = (stockId: string, photoId: string, size: 'thumb' | 'full'): string => addressOf(photoFile, { params: { id: stockId, photoId, size } });

/** The same ids with one at another place. */
function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

function usePhotoWork(stockId: string, photos: readonly StockPhoto[]) {
  const texts = useVehicleTexts().car;
  const refreshes = ['/api/vehicles/stock'];
  const order = useWrite(orderPhotos, { refreshes });
  const remove = useWrite(deletePhoto, { refreshes, onDone: () => showToast({ text: texts.deleted }) });
  const ids = photos.map((photo) => photo.photoId);
  const place = (id: string, to: number): void => order.mutate({ params: { id: stockId }, body: { photoIds: moved(ids, id, to) } });
  const itemsFor = (id: string) => {
    const at = ids.indexOf(id);
    return [
      ...(at > 0 ? [{ key: 'first', label: texts.moveFirst, onRun: () => place(id, 0) }, { key: 'back', label: texts.moveBack, onRun: () => place(id, at - 1) }] : []),
      ...(at < ids.length - 1 ? [{ key: 'on', label: texts.moveOn, onRun: () => place(id, at + 1) }] : []),
      { key: 'delete', label: texts.deletePhoto, danger: true, onRun: () => remove.mutate({ params: { id: stockId, photoId: id } }) },
    ];
  };
  return { itemsFor, problem: order.error ?? remove.error };
}

export function PhotoPanel({ page: { vehicle, photos, operations } }: { readonly page: StockPage }) {
  const texts = useVehicleTexts().car;
  const [chosen, setChosen] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const { sending, refused, add } = useAddPhotos(vehicle.stockId);
  const { itemsFor, problem } = usePhotoWork(vehicle.stockId, photos);
  const shown = photos.find((photo) => photo.photoId === chosen) ?? photos[0];
  const name = vehicleName(vehicle);
  const nameOf = (photo: StockPhoto): string => (photo.illustration ? texts.drawingOf(name) : texts.photoOf(name, photos.indexOf(photo) + 1, photos.length));
  const mayEdit = operations.addPhoto === null || operations.addPhoto === 'photos_full';
  const addButton = mayEdit && (
    <>
      <Button icon="plus" busy={sending !== undefined} disabled={operations.addPhoto !== null} onClick={() => picker.current?.click()}>
        {texts.addPhoto}
      </Button>
      <input
        ref={picker}
        type="file"
        accept={photoTypes}
        multiple
        hidden
        aria-label={texts.addPhoto}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          void add(files);
        }}
      />
    </>
  );
  return (
    <Panel title={texts.photos} actions={addButton || undefined}>
      {shown === undefined ? (
        <p className={classes.remark}>{texts.noPhotos}</p>
      ) : (
        <img key={shown.photoId} className={classes.large} src={addressFor(vehicle.stockId, shown.photoId, 'full')} alt={nameOf(shown)} width={shown.width} height={shown.height} />
      )}
      {(photos.length > 1 || (mayEdit && shown?.illustration === false)) && (
        <ul className={classes.strip}>
          {photos.map((photo, at) => (
            <li key={photo.photoId}>
              <button type="button" className={classes.small} aria-pressed={photo === shown} onClick={() => setChosen(photo.photoId)}>
                <img src={addressFor(vehicle.stockId, photo.photoId, 'thumb')} alt={nameOf(photo)} width={112} height={70} loading="lazy" />
              </button>
              {mayEdit && <ActionMenu trigger={<IconButton icon="more" label={texts.photoActions(at + 1)} />} items={itemsFor(photo.photoId)} />}
            </li>
          ))}
        </ul>
      )}
      {shown?.illustration === true && <p className={classes.remark}>{texts.drawing}</p>}
      {mayEdit && <p className={classes.remark}>{texts.photoLimits}</p>}
      <output className={classes.remark}>{sending === undefined ? '' : texts.adding(sending.at, sending.total)}</output>
      {refused.length > 0 && (
        <div role="alert">
          <Notice tone="danger">
            {refused.map((words) => (
              <p key={words}>{words}</p>
            ))}
          </Notice>
        </div>
      )}
      {problem !== null && <Problem problem={problem} lost="nothing" compact />}
    </Panel>
  );
}
