import { randomBytes } from 'node:crypto';
import { seededFractions } from '../model/seeded.ts';

/** The only source of chance: for jitter and for names that must not clash. */
export interface Random {
  /** At least 0, less than 1. */
  fraction(): number;
  /** A hexadecimal name made of so many bytes (8 unless told). */
  id(bytes?: number): string;
}

const idBytes = 8;

/** Chance from the operating system. */
export const systemRandom: Random = {
  fraction: () => Math.random(),
  id: (bytes = idBytes) => randomBytes(bytes).toString('hex'),
};

/** Chance that repeats itself for the same seed, for simulations. */
export function seededRandom(seed: number): Random {
  const fraction = seededFractions(seed);
  const byte = () =>
    Math.floor(fraction() * 256)
      .toString(16)
      .padStart(2, '0');
  return { fraction, id: (bytes = idBytes) => Array.from({ length: bytes }, byte).join('') };
}
