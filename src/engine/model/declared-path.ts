/** A path that a person declared, in its plain form, or what is wrong with it. */
export type DeclaredPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'wrong'; readonly reason: string };

/**
 * Reads a file or folder of the project: relative to it and inside it. `./src//auth/` is `src/auth`; a trailing `/*` or
 * `/**` says the same as the folder.
 */
export function declaredPath(text: string, charsMax: number): DeclaredPath {
  if (text.length > charsMax) return wrong(`it is longer than ${String(charsMax)} characters`);
  if (/\p{Cc}/u.test(text)) return wrong('it has control characters');
  if (/^(?:[/\\~]|[A-Za-z]:[/\\])/.test(text)) return wrong('it is not relative to the project');
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  while (/^\*{1,2}$/.test(parts.at(-1) ?? '')) parts.pop();
  if (parts.includes('..')) return wrong('it leaves the project');
  if (parts.length === 0) return wrong('it names the whole project');
  return { kind: 'path', path: parts.join('/') };
}

function wrong(reason: string): DeclaredPath {
  return { kind: 'wrong', reason };
}
