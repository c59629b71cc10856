/** Face of the module gateway: one door for every application. */
export { replaceKeys, rotateKeys } from './gateway-keys.ts';
export { registerApp, rotateSecret, setAppState } from './register-app.ts';
export { setRules } from './set-rules.ts';
export { endFallenGrants } from './end-grants.ts';
