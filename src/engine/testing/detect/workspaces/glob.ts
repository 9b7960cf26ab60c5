import { bounds } from '../../bounds.ts';

/** One character of a segment of a pattern: anything any number of times, any one, or one of a class. */
type Token =
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'set'; readonly chars: RegExp };

/** Whether a path matches a pattern with `*`, `**`, `?`, `[a-z]` and `{a,b}`. Hidden names must be asked for. */
export function openGlob(pattern: string): (path: string) => boolean {
  const alternatives = withoutBraces(pattern).map((one) =>
    segmentsOf(one).map((segment) => (segment === '**' ? null : openSegment(segment))),
  );
  return (path) => {
    const parts = segmentsOf(path);
    return alternatives.some((segments) =>
      matches(parts, segments, {
        isStar: (segment) => segment === null,
        fits: (part, segment) => segment?.(part) === true,
        mayPass: (part) => !part.startsWith('.'),
      }),
    );
  };
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** The patterns that braces stand for; more than any workspace needs are left out. */
function withoutBraces(pattern: string): readonly string[] {
  let open = [pattern.slice(0, bounds.globCharsMax)];
  const done: string[] = [];
  while (open.length > 0 && open.length + done.length <= bounds.globAlternativesMax) {
    const next: string[] = [];
    for (const one of open) {
      const found = /^(?<head>[^{]*)\{(?<inner>[^{}]*)\}(?<tail>.*)$/u.exec(one)?.groups;
      if (found === undefined) done.push(one);
      else {
        const { head = '', inner = '', tail = '' } = found;
        next.push(...inner.split(',').map((word) => `${head}${word}${tail}`));
      }
    }
    open = next;
  }
  return done.slice(0, bounds.globAlternativesMax);
}

function openSegment(segment: string): (part: string) => boolean {
  if (!/[*?[]/u.test(segment)) return (part) => part === segment;
  const tokens = tokensOf(segment);
  const isHidden = segment.startsWith('.');
  return (part) =>
    (isHidden || !part.startsWith('.')) &&
    matches([...part], tokens, {
      isStar: (token) => token.kind === 'any',
      fits: (char, token) =>
        token.kind === 'one' || (token.kind === 'set' && token.chars.test(char)),
      mayPass: () => true,
    });
}

function tokensOf(segment: string): readonly Token[] {
  const pieces = segment.matchAll(
    /(?<any>\*+)|(?<one>\?)|\[(?<not>[!^]?)(?<set>[^\]]+)\]|(?<char>[^])/gu,
  );
  return [...pieces].map(({ groups = {} }): Token => {
    const { any, one, not, set, char } = groups;
    if (any !== undefined) return { kind: 'any' };
    if (one !== undefined) return { kind: 'one' };
    if (set !== undefined) return { kind: 'set', chars: classOf(not !== '', set) };
    return { kind: 'set', chars: classOf(false, char ?? '') };
  });
}

function classOf(isNegated: boolean, chars: string): RegExp {
  try {
    return new RegExp(`^[${isNegated ? '^' : ''}${chars.replaceAll(/[\\\]^[]/gu, '\\$&')}]$`, 'u');
  } catch {
    // A class that is no class, such as `[z-a]`, matches nothing.
    return /^(?!)/u;
  }
}

interface Steps<P, S> {
  isStar(step: S): boolean;
  fits(part: P, step: S): boolean;
  /** Whether a star may stand for this part. */
  mayPass(part: P): boolean;
}

/** Goes back to the last star only, which is enough and keeps the effort at the product of both lengths. */
function matches<P, S>(parts: readonly P[], steps: readonly S[], how: Steps<P, S>): boolean {
  let at = 0;
  let star = -1;
  let passed = 0;
  let index = 0;
  while (index < parts.length) {
    const [part] = parts.slice(index, index + 1);
    const [step] = steps.slice(at, at + 1);
    if (part === undefined) return false;
    if (step !== undefined && how.isStar(step)) {
      star = at;
      passed = index;
      at += 1;
    } else if (step !== undefined && how.fits(part, step)) {
      at += 1;
      index += 1;
    } else {
      const [given] = parts.slice(passed, passed + 1);
      if (star === -1 || given === undefined || !how.mayPass(given)) return false;
      passed += 1;
      index = passed;
      at = star + 1;
    }
  }
  return steps.slice(at).every((step) => how.isStar(step));
}
