import type { CommandWord } from '../detect/detection.ts';
import type { Framework, RunnerCall } from '../frameworks/framework.ts';

/** A framework that is called, with the words that are for it. */
export interface Named {
  readonly framework: Framework;
  readonly args: readonly CommandWord[];
  readonly isLoose?: boolean;
}

/** The framework that a program with these words calls; the words of the call itself are taken out. */
export function calledBy(
  program: string,
  words: readonly CommandWord[],
  frameworks: readonly Framework[],
): Named | null {
  for (const framework of frameworks) {
    for (const call of framework.evidence.calls) {
      const left = call.program.test(program) ? argsAfter(words, call) : null;
      if (left === null) continue;
      const args = call.keepsWords === true ? words : handedOn(left, call);
      return { framework, args: carried(args, framework), isLoose: call.isLoose === true };
    }
  }
  return null;
}

function handedOn(words: readonly CommandWord[], call: RunnerCall): readonly CommandWord[] {
  const { handsOnAfter } = call;
  if (handsOnAfter === undefined) return words;
  const at = words.findIndex(({ text }) => text === handsOnAfter);
  return at === -1 ? [] : words.slice(at + 1);
}

/** `test` is what `mix test` does, and an argument of `mix deps.get --only test`: no other word may stand before it. */
function argsAfter(
  words: readonly CommandWord[],
  { words: wanted, keepsWords }: RunnerCall,
): readonly CommandWord[] | null {
  const left = [...words];
  let from = 0;
  for (const pattern of wanted) {
    const isOther = (word: CommandWord) => keepsWords !== true && !word.text.startsWith('-');
    const end = left.findIndex((word, index) => index >= from && isOther(word));
    const at = left.findIndex(
      (word, index) => index >= from && (end === -1 || index <= end) && pattern.test(word.text),
    );
    if (at === -1) return null;
    left.splice(at, 1);
    from = at;
  }
  return left;
}

function carried(args: readonly CommandWord[], framework: Framework): readonly CommandWord[] {
  const { carried: pattern } = framework;
  return pattern === null ? args : args.filter((word) => pattern.test(word.text));
}
