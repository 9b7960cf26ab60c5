import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, secretRemoved } from '../../src/engine/knowledge/redact.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A random word of so many letters and digits. */
function word(length: number, of = letters): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...of), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
}

const secrets: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'an AWS key': word(16, upper).map((rest) => `AKIA${rest}`),
  'a GitHub token': word(36).map((rest) => `ghp_${rest}`),
  'a fine-grained GitHub token': word(60).map((rest) => `github_pat_${rest}`),
  'a GitLab token': word(20).map((rest) => `glpat-${rest}`),
  'an OpenAI key': word(40).map((rest) => `sk-proj-${rest}`),
  'an Anthropic key': word(40).map((rest) => `sk-ant-api03-${rest}`),
  'a Stripe key': word(24).map((rest) => `sk_live_${rest}`),
  'a Slack token': word(30).map((rest) => `xoxb-${rest}`),
  'a Google key': word(35).map((rest) => `AIza${rest}`),
  'an npm token': word(36).map((rest) => `npm_${rest}`),
  'a Hugging Face token': word(34).map((rest) => `hf_${rest}`),
  'a web token': fc.tuple(word(20), word(30), word(30)).map(([a, b, c]) => `eyJ${a}.${b}.${c}`),
};

describe.each(Object.entries(secrets))('%s', (_name, secret) => {
  it('is removed wherever it stands, and only it', () => {
    const around = fc.constantFrom('', 'use ', 'KEY="', '(', 'see: ', 'a\nb ');
    fc.assert(
      fc.property(secret, around, (value, before) => {
        const { text, found } = redact(`${before}${value} at the end`);
        expect(text).not.toContain(value);
        expect(text).toContain(secretRemoved);
        expect(text).toContain(' at the end');
        expect(text.startsWith(before)).toBe(true);
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('a secret that is told by where it stands', () => {
  it.each([
    ['postgres://app:s3cr3t-Pw@db:5432/x', 's3cr3t-Pw'],
    ['https://me:hunter2@example.org/', 'hunter2'],
    ['Authorization: Bearer abcdef1234567890abcdef', 'abcdef1234567890abcdef'],
    ['DB_PASSWORD=Tr0ub4dor&3x', 'Tr0ub4dor&3x'],
    ["password: 'correct-horse-7'", 'correct-horse-7'],
    ['{"apiKey": "9f8e7d6c5b4a3210ffee"}', '9f8e7d6c5b4a3210ffee'],
    ['client_secret = "Zx81Qw77Lm20"', 'Zx81Qw77Lm20'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'wJalrXUtnFEMI'],
    ['SESSION=Zk3J9sQ2vX7bN5mT1rW8yLp0aD4cF6gH', 'Zk3J9sQ2vX7bN5mT1rW8yLp0aD4cF6gH'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----', 'MIIabc'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza', 'b3BlbnNza'],
  ])('is removed from %j', (text, secret) => {
    const result = redact(text);
    expect(result.text).not.toContain(secret);
    expect(result.text).toContain(secretRemoved);
  });

  it('leaves the words around it', () => {
    expect(redact('set PASSWORD=Tr0ub4dor33 and run').text).toBe(
      `set PASSWORD=${secretRemoved} and run`,
    );
    expect(redact('postgres://app:pw12pw12@db/x').text).toBe(
      `postgres://app:${secretRemoved}@db/x`,
    );
  });
});

describe('words that hold no secret', () => {
  it.each([
    'The token is checked in src/auth/token.ts, before the password.',
    'password: rejects an empty value',
    'token = request.headers.authorization',
    'const apiKey = process.env.API_KEY;',
    'set PASSWORD=$DB_PASSWORD in the environment',
    'postgres://user:password@localhost/test',
    'postgres://app:${PASSWORD}@db/x',
    'Authorization: Bearer <token>',
    'commit: 3fa9c1d2e4b5a6978877665544332211aabbccdd',
    'merged as 3fa9c1d2e4b5a6978877665544332211aabbccdd',
    '"integrity": "sha512-Zk3J9sQ2vX7bN5mT1rW8yLp0aD4cF6gHZk3J9sQ2vX7bN5mT1rW8y=="',
    'secret: sha256(key) of the body',
    'see https://example.org/docs/how-to-keep-a-secret?page=2',
    'path: src/components/dashboard/settings-of-the-user-2/index.ts',
    'id=550e8400-e29b-41d4-a716-446655440000',
    'name: a-long-name-of-a-branch-with-number-12',
    'expected tokens: 12, got tokens: 13',
    'describe("password reset") > it("sends a mail")',
  ])('are left as they are: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('are never touched when they are plain words', () => {
    const plain = fc.array(
      fc.constantFrom('login', 'password', 'token', 'key', 'is', 'a', 'test', '12'),
    );
    fc.assert(
      fc.property(plain, (words) => {
        const text = words.join(' ');
        expect(redact(text).text).toBe(text);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('redaction', () => {
  it('changes nothing more when it is done again', () => {
    const secret = fc.oneof(...Object.values(secrets));
    const part = fc.oneof(
      secret,
      fc.string(),
      fc.constantFrom('PASSWORD=', 'token: ', '://a:', '@'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const once = redact(parts.join(' ')).text;
        expect(redact(once).text).toBe(once);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('takes time in proportion to the text, whatever is in it', () => {
    const hostile = [
      'password='.repeat(20_000),
      'a'.repeat(200_000),
      '-----BEGIN PRIVATE KEY-----'.repeat(2_000),
      `eyJ${'a.'.repeat(80_000)}`,
      `x://${'a'.repeat(150_000)}`,
      'token '.repeat(30_000),
      `key="${'a1 '.repeat(50_000)}`,
    ];
    for (const text of hostile) {
      const began = performance.now();
      redact(text);
      expect(performance.now() - began, text.slice(0, 20)).toBeLessThan(2_000);
    }
  });
});
