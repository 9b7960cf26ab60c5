import { posix } from 'node:path';
import { notImplemented } from './draft.ts';
import type { TestFileDraft } from './draft.ts';
import { capitalised, plainWords } from './identifiers.ts';

/** Tests of ExUnit that fail; a case template of the project takes the place of `ExUnit.Case` where it is usual. */
export function exunitTests(draft: TestFileDraft): string {
  const tests = draft.sentences.map(
    (sentence) =>
      `  test ${elixirQuoted(sentence)} do\n    flunk(${elixirQuoted(`${notImplemented}${sentence}`)})\n  end\n`,
  );
  const subject = draft.source.replaceAll(/[^\u0020-\u007e]/gu, '?');
  const head = `defmodule ${moduleOf(draft)} do\n  ${caseLine(draft)}\n\n  # Tests of ${subject}\n`;
  return `${head}${tests.join('\n')}end\n`;
}

function caseLine({ neighbours }: TestFileDraft): string {
  const isAsync = neighbours.some(({ text }) => /^\s*use ExUnit\.Case, async: true/mu.test(text));
  return isAsync ? 'use ExUnit.Case, async: true' : 'use ExUnit.Case';
}

/** `test/sums/add_test.exs` is `Sums.AddTest`. */
function moduleOf({ file }: TestFileDraft): string {
  const below = file.replace(/^(?:.*\/)?test\//u, '').replace(/\.\w+$/u, '');
  const parts = below.split(posix.sep).map((part) => capitalised(plainWords(part)));
  const names = parts.filter((part) => part !== '');
  return names.map((part) => (/^[A-Z]/u.test(part) ? part : `Case${part}`)).join('.') || 'CaseTest';
}

/** Elixir refuses marks that change the direction of a text, so only plain letters are written as they are. */
function elixirQuoted(text: string): string {
  const body = text
    .toWellFormed()
    .replaceAll(/[\\"]/gu, String.raw`\$&`)
    .replaceAll('#{', String.raw`\#{`)
    .replaceAll(/[^\u0020-\u007e\p{L}\p{N}]/gu, (found) => {
      const code = found.codePointAt(0) ?? 0;
      return String.raw`\u{${code.toString(16)}}`;
    });
  return `"${body}"`;
}
