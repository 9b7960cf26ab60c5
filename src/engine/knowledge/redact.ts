/** Finds what looks like a secret in text of others, so that no row and no prompt carries it on. PURE. */

/** What takes the place of a secret. */
export const secretRemoved = '[secret removed]';

/** Text without secrets, and what kinds of them were in it. */
export interface Redacted {
  readonly text: string;
  readonly found: readonly string[];
}

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Whether a match is one after all; the group `secret`, else the whole match, is removed. */
  readonly isSecret?: (groups: Readonly<Record<string, string | undefined>>) => boolean;
}

/** Secrets with a form of their own, then those that are told by where they stand. Every pattern is linear. */
const rules: readonly Rule[] = [
  {
    kind: 'a private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'a private key', pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g },
  { kind: 'an AWS key', pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g },
  { kind: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,})/g },
  { kind: 'a GitLab token', pattern: /\bgl[a-z]{2,6}-[\w-]{20,}/g },
  { kind: 'an API key', pattern: /\bsk-[A-Za-z0-9_-]{20,}/g },
  { kind: 'a Stripe key', pattern: /\b(?:[sr]k|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,}/g },
  { kind: 'a Slack token', pattern: /\bxox[a-z]-[A-Za-z0-9-]{10,}|\bxapp-[A-Za-z0-9-]{10,}/g },
  { kind: 'a Slack address', pattern: /hooks\.slack\.com\/services\/[\w/]{20,}/g },
  { kind: 'a Google key', pattern: /\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}/g },
  { kind: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: 'a PyPI token', pattern: /\bpypi-[\w-]{50,}/g },
  { kind: 'a Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{30,}/g },
  { kind: 'a SendGrid key', pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/g },
  { kind: 'a web token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  {
    kind: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@'"]{0,100}:(?<secret>[^\s/@'"]{1,200})@/gi,
    isSecret: ({ secret = '' }) => !isPlaceholder(secret),
  },
  {
    kind: 'a token in a header',
    pattern: /\b(?:bearer|basic|authorization:\s{0,3}token)\s{1,3}(?<secret>[\w+/=.~-]{16,})/gi,
    isSecret: ({ secret = '' }) => isMixed(secret),
  },
  {
    kind: 'a value of a secret',
    pattern:
      /(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|(?:access|private|account|signing|encryption)[-_ ]?key|credentials?)\w{0,30}["'`]?\s{0,3}(?:=>|:=|=|:)\s{0,3}(?:(?<quote>["'`])(?<quoted>[^"'`\n]{6,400})\k<quote>|(?<secret>[^\s"'`,;]{8,400}))/gi,
    isSecret: ({ quoted, secret }) =>
      quoted === undefined ? isRandomWord(secret ?? '') : isMixed(quoted) && !isExpression(quoted),
  },
  {
    kind: 'a random value',
    pattern:
      /(?<name>\b\w{1,60})["'`]?\s{0,3}(?:=>|:=|=|:)\s{0,3}["'`]?(?<secret>[\w+/=-]{24,400})/g,
    isSecret: ({ name = '', secret = '' }) => !isDigestName(name) && isRandom(secret),
  },
];

/** Every rule needs one of these somewhere: most texts are done with after one look. */
const suspicious = /[\w+/=.-]{16}|[:=]|bearer|basic|-----BEGIN/i;

/** Puts `[secret removed]` where a secret is. */
export function redact(text: string): Redacted {
  if (!suspicious.test(text)) return { text, found: [] };
  const found = new Set<string>();
  let clean = text;
  for (const { kind, pattern, isSecret } of rules) {
    clean = clean.replace(pattern, (match: string, ...rest: unknown[]) => {
      const last = rest.at(-1);
      const groups = typeof last === 'object' ? (last as Record<string, string | undefined>) : {};
      if (isSecret?.(groups) === false) return match;
      const secret = groups['quoted'] ?? groups['secret'] ?? match;
      if (secret.includes(secretRemoved)) return match;
      found.add(kind);
      // The secret stands last in every match that has words before it.
      const at = match.lastIndexOf(secret);
      return `${match.slice(0, at)}${secretRemoved}${match.slice(at + secret.length)}`;
    });
  }
  return { text: clean, found: [...found] };
}

/** `$PASSWORD`, `<token>`, `****`, `user:password@`: what stands where a secret would. */
function isPlaceholder(value: string): boolean {
  return /^(?:[$<{%[].*|[*x.]+|(?:user|pass(?:word)?|pw|secret|token|changeme|example)s?)$/i.test(
    value,
  );
}

/** Whether a value has both letters and digits and is no placeholder. */
function isMixed(value: string): boolean {
  return /\d/.test(value) && /[a-z]/i.test(value) && !isPlaceholder(value);
}

/** Code that computes a value is not the value. */
function isExpression(value: string): boolean {
  return /[()[\]{}<>]|\s{2}|\$\{/.test(value) || value.split(' ').length > 3;
}

/** A word that nobody would use in a sentence or in code: letters and digits, and not a name with a number. */
function isRandomWord(value: string): boolean {
  if (!isMixed(value) || isExpression(value)) return false;
  return !/^[a-z]+(?:[._/-]?[a-z]+)*[._/-]?\d{1,3}(?:\.\w+)?[.)]?$/i.test(value);
}

const randomBitsMin = 3.2;

function isRandom(value: string): boolean {
  return (
    isMixed(value) &&
    !/^[\w-]+(?:\/[\w-]+){2,}$/.test(value) &&
    !isNameOfWords(value) &&
    bitsOf(value) >= randomBitsMin
  );
}

/** `a-long-name-of-words-2`: short parts, most of them plain words. */
function isNameOfWords(value: string): boolean {
  const parts = value.split(/[-_/]/);
  const plain = parts.filter((part) => /^(?:[a-z]+|[A-Z]?[a-z]+|[A-Z]+|\d{1,4})$/.test(part));
  return parts.length > 2 && plain.length * 4 >= parts.length * 3;
}

/** Names under which a long random value is public. */
function isDigestName(name: string): boolean {
  return /^(?:sha\d*|commit|hash|digest|tree|head|base|main|rev|revision|ref|checksum|integrity|md5|etag|uuid|id)$|(?:sha|hash|digest|checksum|commit|Id|_id)$/.test(
    name,
  );
}

/** Shannon's bits for each character. */
function bitsOf(value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
