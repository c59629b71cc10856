import { useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import type { listDevicesRoute } from '#identity/api';
import { Button, EmptyState, InstantText, LoadingRows, Panel, Problem, showToast, ToneBadge } from '../../../ui/index.ts';
import { devices, forgetDevice } from './security-endpoints.ts';
import classes from './security.module.css';
import { useDeviceName } from './use-device-name.ts';
import { useSecurityTexts } from './use-security-texts.ts';

type Device = ResponseOf<typeof listDevicesRoute>['items'][number];

function DeviceLine({ device }: { readonly device: Device }) {
  const texts = useSecurityTexts().devices;
  const name = useDeviceName()(device);
  const forget = useWrite(forgetDevice, { refreshes: ['/api/identity/devices'], onDone: () => showToast({ text: texts.forgotten }) });
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <strong>{name}</strong>
        {device.current && <ToneBadge tone="ok" label={texts.current} />}
        <span className={classes.small}>
          {texts.last} <InstantText instant={device.lastAt} /> · {texts.network} {device.network}
        </span>
      </div>
      <Button busy={forget.isPending} aria-label={texts.forgetThis(name)} onClick={() => forget.mutate({ params: { id: device.id } })}>
        {texts.forget}
      </Button>
      {forget.error !== null && <Problem problem={forget.error} compact />}
    </li>
  );
}

/** The browsers that the account knows. */
export function DevicesPanel() {
  const texts = useSecurityTexts().devices;
  const { data, error, refetch } = useQueryOf(devices, undefined, { staleTimeMs: 0 });
  return (
    <Panel title={texts.title}>
      <p className={classes.why}>{texts.why}</p>
      {data === undefined && error === null && <LoadingRows label={texts.loading} rows={2} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState title={texts.none} />}
      <ul>{data?.items.map((device) => <DeviceLine key={device.id} device={device} />)}</ul>
    </Panel>
  );
}
