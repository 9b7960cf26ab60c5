/** Words of a text that are looked for, and words that stand for places in the source tree. PURE. */

const wordsMax = 48;
const textCharsMax = 4_000;
const wordPattern = /[\p{L}\p{N}]+/gu;
const marks = /\p{M}+/gu;
const beyondAscii = /[^\u0020-\u007e\n]/u;

/** Each word of a text once, in small letters and without accents. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const word of plainText(text).match(wordPattern) ?? []) {
    words.add(word);
    if (words.size === wordsMax) break;
  }
  return [...words];
}

const endings = /(?:ations?|ings?|edly|ed|ies|es|ers?|ors?|ions?|ly|s|y|e)$/;
const rootLengthMin = 3;

/** A word without its ending, so that `login forms` and `login form` are alike. */
export function rootOf(word: string): string {
  if (word.length <= rootLengthMin) return word;
  const root = word.replace(endings, '');
  return root.length < rootLengthMin ? word : root;
}

/** The roots of some words that a text has. */
export type RootFinder = (text: string) => ReadonlySet<string>;

/**
 * Finds the roots of these words in texts. Only words that begin with one of them are looked at: to cut each text into all its
 * words took two thirds of the time of a search.
 */
export function openRootFinder(words: readonly string[]): RootFinder {
  const roots = new Set(words.map(rootOf));
  if (roots.size === 0) return () => roots;
  // Longer ones first, so that no shorter one hides them; words have no marks that mean something to a pattern.
  const any = [...roots].sort((a, b) => b.length - a.length).join('|');
  const begun = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})[\\p{L}\\p{N}]*`, 'gu');
  return (text) => {
    const found = new Set<string>();
    for (const word of plainText(text).match(begun) ?? []) {
      const root = rootOf(word);
      if (roots.has(root)) found.add(root);
    }
    return found;
  };
}

function plainText(text: string): string {
  const cut = text.slice(0, textCharsMax);
  return (beyondAscii.test(cut) ? cut.normalize('NFKD').replace(marks, '') : cut).toLowerCase();
}

/** A path in git's form without what does not matter: `./src//auth/` is `src/auth`. */
export function plainPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}

/** A path and the folders above it, the deepest first. */
export function placesOf(path: string): string[] {
  const parts = plainPath(path).split('/');
  if (parts[0] === '') return [];
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** One word for each place of some paths, as the full-text index keeps them: a path itself would be cut into its parts. */
export function placeWords(paths: readonly string[], max: number): string[] {
  const words = new Set<string>();
  for (const path of paths) {
    for (const place of placesOf(path)) {
      if (words.size === max) return [...words];
      words.add(placeWord(place));
    }
  }
  return [...words];
}

/** Two 32-bit FNV-1a sums: two places that share a word are a candidate too many, no more. */
function placeWord(place: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let at = 0; at < place.length; at += 1) {
    const code = place.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return `at${(low >>> 0).toString(36)}x${(high >>> 0).toString(36)}`;
}
