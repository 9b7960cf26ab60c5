import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placesOf,
  placeWords,
  plainPath,
  rootOf,
  wordsOf,
} from '../../src/engine/knowledge/words.ts';

describe('words', () => {
  it('are small letters and digits, each once', () => {
    expect(wordsOf('Login: a form, a LOGIN (v2)!')).toEqual(['login', 'a', 'form', 'v2']);
    expect(wordsOf('Übersicht café')).toEqual(['ubersicht', 'cafe']);
  });

  it('are bounded in number', () => {
    const text = Array.from({ length: 500 }, (_, at) => `w${String(at)}`).join(' ');
    expect(wordsOf(text)).toHaveLength(48);
  });

  it.each([
    ['forms', 'form'],
    ['validation', 'validations'],
    ['sessions', 'session'],
    ['exporting', 'export'],
    ['tested', 'tests'],
  ])('%s and %s have one root', (one, other) => {
    expect(rootOf(one)).toBe(rootOf(other));
  });

  it('never lose all of their letters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        for (const word of wordsOf(text)) expect(rootOf(word)).not.toBe('');
      }),
      { seed: 1 },
    );
  });
});

describe('places', () => {
  it('are a path and the folders above it', () => {
    expect(placesOf('src/auth/login.ts')).toEqual(['src/auth/login.ts', 'src/auth', 'src']);
    expect(plainPath('./src//auth/')).toBe('src/auth');
    expect(placesOf('./')).toEqual([]);
  });

  it('have one word each that the index takes whole', () => {
    const words = placeWords(['src/auth/login.ts', 'src/auth/reset.ts'], 100);
    expect(words).toHaveLength(4);
    expect(words.every((word) => /^[a-z0-9]+$/.test(word))).toBe(true);
    expect(placeWords(['a/b/c/d'], 2)).toHaveLength(2);
  });
});
