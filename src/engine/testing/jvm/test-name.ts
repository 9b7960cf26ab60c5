import { nameParts } from '../selection/name-pattern.ts';

/** A test by class and method, as far as a name tells them; `*` stands for what it leaves open. */
export interface JvmTestName {
  readonly owner: string | null;
  readonly method: string;
}

/** Reads `com.example.SumTest > adds`, or words of a method's name. */
export function jvmTestName(name: string): JvmTestName {
  const parts = nameParts(name);
  const method = parts.at(-1) ?? name;
  // What JUnit and TestNG add to a method: its parameters and the number of a repetition.
  const plain = method.replace(/[([{].*$/u, '').trim();
  const owner = parts.length > 1 ? (parts[0] ?? null) : null;
  if (owner !== null) return { owner, method: plain === '' ? '*' : plain };
  const words = plain.split(/[^\p{L}\p{N}_$]+/u).filter((word) => word !== '');
  return { owner: null, method: `*${words.join('*')}*` };
}
