import type { CommandWord } from '../detect/detection.ts';

/** One command of a shell line and what joins it to the one before. */
export interface ShellLink {
  readonly words: readonly CommandWord[];
  /** Exactly as it was written. */
  readonly text: string;
  readonly joinedBy: string | null;
  /** It needs a shell: variables, substitutions, redirections, groups. */
  readonly opaque: boolean;
}

interface LinkDraft {
  words: CommandWord[];
  start: number;
  joinedBy: string | null;
  opaque: boolean;
}

const space = /[ \t\r]+/uy;
const operator = /&&|\|\||[;|&\n]/uy;
const word = /(?:'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[^\s'"\\;&|<>()`]+)+/uy;
const part =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[^])*)"|\\(?<escaped>[^])|(?<plain>[^'"\\]+)/gu;
const scriptCharsMax = 10_000;

/** Splits a shell line into its commands and their words, without running or expanding anything. */
export function splitShell(script: string): readonly ShellLink[] {
  const text = script.slice(0, scriptCharsMax);
  const links: ShellLink[] = [];
  let draft: LinkDraft = { words: [], start: 0, joinedBy: null, opaque: false };
  const close = (end: number) => {
    const written = text.slice(draft.start, end).trim();
    if (written === '') return;
    links.push({
      words: draft.words,
      text: written,
      joinedBy: draft.joinedBy,
      opaque: draft.opaque,
    });
  };
  let at = 0;
  while (at < text.length) {
    const joiner = take(operator, text, at);
    const spelled = take(word, text, at);
    if (joiner !== null) {
      close(at);
      at += joiner.length;
      draft = { words: [], start: at, joinedBy: joiner, opaque: false };
    } else if (spelled !== null) {
      draft.words.push(unquote(spelled));
      draft.opaque ||= needsShell(spelled);
      at += spelled.length;
    } else {
      const blank = take(space, text, at);
      draft.opaque ||= blank === null;
      at += blank?.length ?? 1;
    }
  }
  close(text.length);
  return links;
}

function take(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function unquote(spelled: string): CommandWord {
  let text = '';
  let glob = false;
  for (const { groups } of spelled.matchAll(part)) {
    const plain = groups?.['plain'];
    glob ||= plain !== undefined && /[*?[]/u.test(plain);
    const double = groups?.['double']?.replaceAll(/\\(["\\$`])/gu, '$1');
    text += plain ?? groups?.['single'] ?? double ?? groups?.['escaped'] ?? '';
  }
  return { text, glob };
}

/** A `$` or a backtick outside single quotes is for the shell. */
function needsShell(spelled: string): boolean {
  return /[$`]/u.test(spelled.replaceAll(/'[^']*'|\\[^]/gu, ''));
}
