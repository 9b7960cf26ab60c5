/** Parts of a name as a report tells it, outer suites first; plain words are one part. */
export function nameParts(name: string): readonly string[] {
  return name
    .split(/\s>\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * A regular expression for the runners that match it against the titles joined by spaces. It stands in a group, so that
 * no parser of options takes it for a number, a quoted text or a `/pattern/`.
 */
export function titlePattern(name: string): string {
  const parts = nameParts(name).map((part) =>
    part
      .split(/\s+/u)
      .map(escaped)
      .join(String.raw`\s+`),
  );
  return `(?:${parts.join(String.raw`(?:\s+>)?\s+`)})`;
}

/** The text as a regular expression that matches only it, in JavaScript and in Go. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
    .replaceAll('"', String.raw`\x22`)
    .replaceAll("'", String.raw`\x27`);
}

/**
 * A path as a glob that matches it. A class of one character is the escape that every runner knows; braces are taken
 * apart before classes are read, so any character may stand in their place.
 */
export function globOf(path: string): string {
  return path.replaceAll(/[*?[(]/gu, '[$&]').replaceAll('{', '?');
}
