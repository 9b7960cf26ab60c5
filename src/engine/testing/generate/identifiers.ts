const wordsCharsMax = 60;

/** The words of a sentence in letters that every language takes into a name; empty when it has none. */
export function plainWords(sentence: string): readonly string[] {
  const folded = sentence.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words: string[] = [];
  let chars = 0;
  for (const [word] of folded.matchAll(/[a-z0-9]+/gu)) {
    chars += word.length;
    if (chars > wordsCharsMax && words.length > 0) break;
    words.push(word.slice(0, wordsCharsMax));
  }
  return words;
}

/** The words as one word with capitals. */
export function capitalised(words: readonly string[]): string {
  return words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join('');
}

/** A name for each sentence; of equal ones, and of those that are taken, the later get a number. */
export function uniqueNames(
  sentences: readonly string[],
  nameOf: (words: readonly string[]) => string,
  taken: readonly string[] = [],
): readonly string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return sentences.map((sentence) => {
    const words = plainWords(sentence);
    const wanted = words.length === 0 ? ['case', '1'] : words;
    const base = words.length === 0 ? ['case'] : words;
    let name = nameOf(wanted);
    for (let number = 2; used.has(name.toLowerCase()); number += 1) {
      name = nameOf([...base, String(number)]);
    }
    used.add(name.toLowerCase());
    return name;
  });
}
