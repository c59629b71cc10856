import { useIdentityTexts } from '../use-identity-texts.ts';
import { deviceOf } from './user-agent.ts';

/** Names a browser as far as it says what it is. */
export function useDeviceName(): (seen: { readonly userAgent: string }) => string {
  const texts = useIdentityTexts().account;
  return ({ userAgent }) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser !== undefined && system !== undefined) return texts.on(browser, system);
    return browser ?? system ?? texts.unknownDevice;
  };
}
