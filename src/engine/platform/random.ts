import { randomBytes } from 'node:crypto';

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

/** Chance that repeats itself for the same seed (mulberry32), for simulations. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const byte = () =>
    Math.floor(fraction() * 256)
      .toString(16)
      .padStart(2, '0');
  return { fraction, id: (bytes = idBytes) => Array.from({ length: bytes }, byte).join('') };
}
