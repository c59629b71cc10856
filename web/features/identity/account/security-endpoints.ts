import type {
  askRecoveryRoute,
  beginTotpRoute,
  confirmIdentityRoute,
  confirmRecoveryRoute,
  confirmTotpRoute,
  confirmWaysRoute,
  endSessionsOfRoute,
  forgetDeviceRoute,
  listDevicesRoute,
  listRecoveriesRoute,
  lookRecoveryRoute,
  ownSecondFactorRoute,
  readSecurityRoute,
  refuseRecoveryRoute,
  removeTotpRoute,
  renewRecoveryCodesRoute,
  reportLostFactorRoute,
  resetPasswordRoute,
  setAccountStatusRoute,
  stopRecoveryRoute,
  writeSecurityRoute,
} from '#identity/api';
import { endpoint } from '../../../request/index.ts';

export const confirmWays = endpoint<typeof confirmWaysRoute>('GET', '/api/identity/confirm');
export const confirmIdentity = endpoint<typeof confirmIdentityRoute>('POST', '/api/identity/confirm');
export const ownSecondFactor = endpoint<typeof ownSecondFactorRoute>('GET', '/api/identity/me/second-factor');
export const beginTotp = endpoint<typeof beginTotpRoute>('POST', '/api/identity/me/totp');
export const confirmTotp = endpoint<typeof confirmTotpRoute>('POST', '/api/identity/me/totp/confirm');
export const removeTotp = endpoint<typeof removeTotpRoute>('DELETE', '/api/identity/me/totp');
export const renewRecoveryCodes = endpoint<typeof renewRecoveryCodesRoute>('POST', '/api/identity/me/recovery-codes');
export const devices = endpoint<typeof listDevicesRoute>('GET', '/api/identity/devices');
export const forgetDevice = endpoint<typeof forgetDeviceRoute>('DELETE', '/api/identity/devices/:id');
export const askRecovery = endpoint<typeof askRecoveryRoute>('POST', '/api/identity/recovery');
export const lookRecovery = endpoint<typeof lookRecoveryRoute>('POST', '/api/identity/recovery/look');
export const resetPassword = endpoint<typeof resetPasswordRoute>('POST', '/api/identity/recovery/password');
export const reportLostFactor = endpoint<typeof reportLostFactorRoute>('POST', '/api/identity/recovery/lost-factor');
export const stopRecovery = endpoint<typeof stopRecoveryRoute>('POST', '/api/identity/recovery/stop');
export const recoveries = endpoint<typeof listRecoveriesRoute>('GET', '/api/identity/recoveries');
export const confirmRecovery = endpoint<typeof confirmRecoveryRoute>('POST', '/api/identity/recoveries/:id/confirmation');
export const refuseRecovery = endpoint<typeof refuseRecoveryRoute>('DELETE', '/api/identity/recoveries/:id');
export const endSessionsOf = endpoint<typeof endSessionsOfRoute>('POST', '/api/identity/accounts/:id/end-sessions');
export const setAccountStatus = endpoint<typeof setAccountStatusRoute>('PUT', '/api/identity/accounts/:id/status');
export const readSecurity = endpoint<typeof readSecurityRoute>('GET', '/api/identity/security');
export const writeSecurity = endpoint<typeof writeSecurityRoute>('PUT', '/api/identity/security');
