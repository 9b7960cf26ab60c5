/** A text as a literal in double quotes, as JavaScript, Python and Go read it alike. */
export function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed())
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

/** A text as a JavaScript literal in single quotes. */
export function singleQuoted(text: string): string {
  const body = quoted(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"');
  return `'${body.replaceAll("'", String.raw`\'`)}'`;
}

/** A text between double quotes for languages that know only backslash and quote as special (Lua, R, OCaml, Rust, C). */
export function plainQuoted(text: string): string {
  return `"${text.toWellFormed().replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}

/** A text between single quotes in which only backslash and quote are special (Ruby, PHP, Perl). */
export function plainSingleQuoted(text: string): string {
  return `'${text.toWellFormed().replaceAll(/['\\]/gu, String.raw`\$&`)}'`;
}

/** A text that a shell takes as it is. */
export function shellQuoted(text: string): string {
  return `'${text.toWellFormed().replaceAll("'", String.raw`'\''`)}'`;
}
