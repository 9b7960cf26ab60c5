/** A command line of the project that runs its tests, and where it stands. */
export interface CommandLine {
  readonly file: string;
  readonly line: string;
}

const linesMax = 50;
const makefiles: readonly string[] = ['Makefile', 'makefile', 'GNUmakefile'];

/** The commands of the `test` target of a Makefile and of `commands` in tox.ini, cleaned of their own notation. */
export function commandLinesIn(texts: ReadonlyMap<string, string>): readonly CommandLine[] {
  const found: CommandLine[] = [];
  for (const file of makefiles) {
    for (const line of recipeOf(texts.get(file) ?? '')) found.push({ file, line });
  }
  for (const line of toxCommandsOf(texts.get('tox.ini') ?? '')) {
    found.push({ file: 'tox.ini', line });
  }
  return found.slice(0, linesMax);
}

function recipeOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^(?:tests?|check)\s*:(?!=)/u.test(line));
  return start === -1 ? [] : indentedAfter(lines, start).map(plainRecipe);
}

/** `@$(PYTHON) -m pytest` means python. */
function plainRecipe(line: string): string {
  return line
    .replace(/^[@\-+]+/u, '')
    .replaceAll(/\$[({](?<tool>PYTHON3?|GO|NODE|PYTEST)[)}]/gu, (_, tool: string) =>
      tool.toLowerCase(),
    )
    .trim();
}

function toxCommandsOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^commands\s*=/u.test(line));
  const first = lines[start];
  if (first === undefined) return [];
  return [first.replace(/^commands\s*=/u, ''), ...indentedAfter(lines, start)]
    .map((line) => line.replaceAll(/\{[^{}]*\}/gu, '').trim())
    .filter((line) => line !== '');
}

function indentedAfter(lines: readonly string[], start: number): readonly string[] {
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !/^\s+\S/u.test(line));
  return (end === -1 ? rest : rest.slice(0, end)).map((line) => line.trim());
}
