/** How a string is made shorter before it is compared: what differs between two runs of the same failure goes. */
const volatile: readonly (readonly [RegExp, string])[] = [
  // Times of day, dates and durations before plain numbers, which would eat their parts.
  [/\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?z?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b/g, '<time>'],
  [/\b\d+(?:\.\d+)?\s?(?:ms|µs|ns|s|sec|seconds?|minutes?|min|h)\b/g, '<duration>'],
  [/\b0x[0-9a-f]+\b/g, '<hex>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/g, '<hex>'],
  [/(?:\/(?:tmp|var\/folders|private\/tmp)\/)[^\s:'")]+/g, '<scratch>'],
  [/\d+/g, '<n>'],
  [/\s+/g, ' '],
];

const charsMax = 2_000;

/**
 * The words of an error without what changes from run to run (times, durations, numbers, addresses, scratch paths), so
 * that two errors with the same fingerprint are the same failure. At most 2,000 characters are looked at.
 */
export function errorFingerprint(text: string): string {
  let words = text.slice(0, charsMax).toLowerCase();
  for (const [pattern, name] of volatile) words = words.replace(pattern, name);
  return words.trim();
}
