/** Whatever encoding a compiler takes for granted, it reads these letters alike. */
function ascii(text: string): string {
  return text.replaceAll(/[^\u0020-\u007e]/gu, (found) =>
    Array.from({ length: found.length }, (_, at) => escapeOf(found.charCodeAt(at))).join(''),
  );
}

function escapeOf(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A text as a literal in double quotes, as Java, Kotlin and Scala read it alike. */
export function jvmQuoted(text: string, language: 'java' | 'kotlin' | 'scala'): string {
  const body = text
    .toWellFormed()
    .replaceAll(/[\\"]/gu, String.raw`\$&`)
    .replaceAll('$', language === 'kotlin' ? String.raw`\$` : '$');
  return `"${ascii(body)}"`;
}

/** A text for a comment of one line: Java would read an escape in it before it sees the comment. */
export function jvmComment(text: string): string {
  return `// ${text.replaceAll('\\', '/').replaceAll(/[^\u0020-\u007e]/gu, '?')}`;
}
