/** A text or comment without an end takes the rest, so that no text is gone over twice. */
const piece =
  /(?<text>"(?:[^"\\\n]|\\.)*"?)|(?<comment>\/\/[^\n]*|\/\*(?:[^]*?\*\/|[^]*$))|(?<comma>,)|(?<space>\s+)|(?<other>[^])/gu;

/** A JSON text without the comments and trailing commas that `deno.jsonc`, `turbo.json` and others may have. */
export function withoutJsonComments(text: string): string {
  const kept: string[] = [];
  let comma = false;
  for (const { 0: found, groups } of text.matchAll(piece)) {
    if (groups?.['comment'] !== undefined || groups?.['space'] !== undefined) continue;
    if (comma && found !== ']' && found !== '}') kept.push(',');
    comma = groups?.['comma'] !== undefined;
    if (!comma) kept.push(found);
  }
  return kept.join('');
}
