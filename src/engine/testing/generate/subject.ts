import { posix } from 'node:path';
import { capitalised, plainWords } from './identifiers.ts';

/** The name of a tested file as a class would have it: `user_name.rb` → `UserName`; what has its capitals keeps them. */
export function classNameOf(source: string): string {
  const stem = posix.basename(source).replace(/(?<=.)\.[^.]+$/u, '');
  if (/^[A-Z][A-Za-z0-9]*$/u.test(stem)) return stem;
  const name = capitalised(plainWords(stem.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')));
  return /^[A-Z]/u.test(name) ? name : `Case${name}`;
}
