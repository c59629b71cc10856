/** The car's photo, or the outline of a car when there is none or it does not arrive. */
import { useState } from 'react';
import type { SharedProposal } from '#quoting/api';
import { addressOf } from '../../request/index.ts';
import { sharedPhoto } from './endpoints.ts';
import classes from './sharing.module.css';

export function CarPicture({ token, proposal }: { readonly token: string; readonly proposal: SharedProposal }) {
  const [missing, setMissing] = useState(false);
  const { make, carline } = proposal.vehicle;
  if (proposal.photo && !missing) {
    return <img className={classes.photo} src={addressOf(sharedPhoto, { params: { token, proposal: proposal.number } })} alt={`${make} ${carline}`} width={640} height={400} onError={() => setMissing(true)} />;
  }
  return (
    <svg className={classes.silhouette} viewBox="0 0 320 120" aria-hidden="true" focusable="false">
      <path d="M18 88c-5 0-8-4-8-9 0-14 6-20 20-23l40-8 34-23c8-5 16-7 26-7h62c11 0 20 4 28 11l26 23 42 7c15 3 22 10 22 22 0 4-3 7-8 7h-22a30 30 0 0 0-58 0H104a30 30 0 0 0-58 0Z" />
      <circle cx="75" cy="93" r="19" />
      <circle cx="251" cy="93" r="19" />
    </svg>
  );
}
