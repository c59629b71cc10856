/** Two applications of an imaginary intranet, so that the switcher and the registry have something to show. */
import type { DemoDoor, DemoWorld } from '#platform/module';
import { registerApp } from './register-app.ts';
import { setRules } from './set-rules.ts';

/** Where `npm run sample:app` listens. */
const sampleAppAddress = 'http://127.0.0.1:4100';
const policy = { intranetHosts: ['127.0.0.1'] };

/** Registers them with rules that differ by profile and place. */
export async function fillDemo(door: DemoDoor, world: DemoWorld): Promise<void> {
  const ctx = await door.enter(1);
  const own = { pushUri: null, resource: null, apiAreas: [], defaultSettings: {} };
  const archive = await registerApp(
    ctx,
    {
      ...own, clientId: 'intranet-documentale', kind: 'oidcPublic', name: 'Intranet documentale', description: 'Manuali, procedure e modulistica della rete', icon: 'archive',
      address: `${sampleAppAddress}/`, redirectUris: [`${sampleAppAddress}/callback`], postLogoutUris: [`${sampleAppAddress}/`], backchannelUri: `${sampleAppAddress}/backchannel`, defaultVisible: true,
      defaultSettings: { cartelle: ['modulistica'], download: true },
    },
    policy,
  );
  const parts = await registerApp(
    ctx,
    {
      ...own, clientId: 'ordini-ricambi', kind: 'oidcPublic', name: 'Ordini ricambi', description: 'Catalogo e ordini di ricambi delle concessionarie', icon: 'wrench',
      address: `${sampleAppAddress}/ricambi`, redirectUris: [`${sampleAppAddress}/ricambi/callback`], postLogoutUris: [`${sampleAppAddress}/`], backchannelUri: `${sampleAppAddress}/ricambi/backchannel`,
      defaultVisible: false, defaultSettings: { sconto: 0 },
    },
    policy,
  );
  if (!archive.ok || !parts.ok) throw new Error('the applications of the demo world could not be registered');
  const rule = { profile: null, nodeId: null, personalityId: null, settings: {} };
  const dealer = [...world.nodes].find(([code]) => /^DLR\d+$/.test(code))?.[1] ?? null;
  await setRules(ctx, archive.value.app.id, {
    version: archive.value.app.version,
    rules: [
      { ...rule, profile: 'customer', effect: 'deny' },
      { ...rule, profile: 'areaManager', effect: 'settings', settings: { cartelle: ['modulistica', 'area'] } },
    ],
  });
  await setRules(ctx, parts.value.app.id, {
    version: parts.value.app.version,
    rules: [
      { ...rule, profile: 'seller', effect: 'allow', settings: { sconto: 5 } },
      { ...rule, profile: 'dealerManager', effect: 'allow', settings: { sconto: 12, approva: true } },
      ...(dealer === null ? [] : [{ ...rule, profile: 'seller', nodeId: dealer, effect: 'allow' as const, settings: { sconto: 8 } }]),
    ],
  });
}
