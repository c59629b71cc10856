import { demoAccounts, demoPassword } from '#identity';

export interface DemoAccountRow {
  email: string;
  password: string;
  role: string;
}

/** Accounts of the demo world for machines. */
export function demoAccountList(): DemoAccountRow[] {
  return demoAccounts.map((account) => ({ email: account.loginName, password: demoPassword, role: account.role.en }));
}

/** Accounts of the demo world as an aligned table; one line with the password when all share it. */
export function demoAccountLines(accounts: readonly DemoAccountRow[] = demoAccountList()): string[] {
  const width = Math.max(...accounts.map((account) => account.email.length));
  const shared = new Set(accounts.map((account) => account.password)).size === 1 ? accounts[0]?.password : undefined;
  const head = shared === undefined ? 'Demo accounts:' : `Demo accounts (the password of each is ${shared}):`;
  return [head, ...accounts.map((account) => `  ${account.email.padEnd(width)}  ${account.role}${shared === undefined ? `  ${account.password}` : ''}`)];
}
