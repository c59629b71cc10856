/** Password hashes: argon2id, 19 MiB, two passes, one lane (OWASP's first recommended set; about 10 ms). */
import { hash, verify } from '@node-rs/argon2';
import { createSlots } from '../sign-in/slots.ts';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Of a random password nobody kept, at the same cost: an unknown name takes as long as a wrong password.
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$vskUBXtcNrQL0Hyls+YAJg$/zRGeYdpyjL2lOmlC8Pqcs/4ZWv4KGkiqccaOYCjBqw';

/** Two hashes at a time in this process: a storm of sign-ins must not starve the thread pool that files and names use. */
export const hashingSlots = createSlots(2, 200);

/** Unicode's composed form: the same password typed on another keyboard is the same bytes. */
function bytesOf(password: string): string {
  return password.normalize('NFC');
}

/** Hashes a password with a fresh salt; PHC form. */
export async function hashPassword(password: string): Promise<string> {
  return hash(bytesOf(password), cost);
}

/** Whether the password fits. Without a hash it works as long and answers no. */
export async function passwordFits(password: string, storedHash: string | null): Promise<boolean> {
  const fits = await verify(storedHash ?? nobodysHash, bytesOf(password));
  return fits && storedHash !== null;
}
