import type { StockVehicle } from '#vehicles/api';
import { addressOf } from '../../../request/index.ts';
import { Icon } from '../../../ui/index.ts';
import { photoFile } from '../endpoints.ts';
import classes from './thumb.module.css';

/** The first photo of a car, small; the words beside it say what it is. A place of another size stretches it. */
export function Thumb({ vehicle: { stockId, photoId } }: { readonly vehicle: Pick<StockVehicle, 'stockId' | 'photoId'> }) {
  if (photoId === null) return <span className={classes.none}><Icon name="car" /></span>;
  return <img className={classes.thumb} src={addressOf(photoFile, { params: { id: stockId, photoId, size: 'thumb' } })} alt="" width={48} height={30} loading="lazy" decoding="async" />;
}
