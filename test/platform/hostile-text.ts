import fc from 'fast-check';

const pieces = [
  '\u001b',
  '\u009b',
  '\u009d',
  '\u0090',
  '\u009c',
  '[',
  ']',
  'P',
  '\\',
  ';',
  '31',
  'm',
];
const more = [
  '?',
  ' ',
  'q',
  '\u0007',
  '\u0018',
  '\r',
  '\n',
  '\t',
  '\u202e',
  '\ud800',
  '\udc00',
  'é',
];

/** What must not be in safe text: a control character other than the newline, or one that turns the direction. */
export const unsafe = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** Makes text out of pieces of sequences. */
export interface Random {
  hostileText(): string;
}

/** Tries something with many texts and shrinks the one that fails. */
export function property(attempt: (random: Random) => void): void {
  const text = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 30 });
  fc.assert(
    fc.property(text, (parts) => {
      attempt({ hostileText: () => parts.join('') });
    }),
    { numRuns: 2000 },
  );
}
