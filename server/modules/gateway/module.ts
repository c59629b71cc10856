import type { Module } from '#platform/module';
import { applicationsAtApi } from './api-session.ts';
import { gatewayJobs } from './deliver.ts';
import { fillDemo } from './demo.ts';
import { endFallenGrants } from './end-grants.ts';
import { createKeyring } from './gateway-keys.ts';
import { gatewayRoutes } from './http.ts';
import { mountGateway } from './mount.ts';

/** They name the address of the installation, its key file and its intranet, which main.ts knows. */
export { applicationsAtApi, createKeyring, gatewayJobs, gatewayRoutes, mountGateway };

export const gatewayModule: Module = {
  name: 'gateway',
  privileges: [
    { key: 'gateway.app.read', it: 'Vedere le applicazioni collegate', en: 'See connected applications' },
    { key: 'gateway.app.write', it: 'Registrare applicazioni e le loro regole', en: 'Register applications and their rules' },
  ],
  pulses: [{ name: 'end fallen grants', everyMs: 2000, run: (job) => endFallenGrants(job, 'gateway-sweep') }],
  demo: fillDemo,
};
