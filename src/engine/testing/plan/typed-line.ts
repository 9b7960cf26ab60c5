import type { Framework } from '../frameworks/framework.ts';

/** The words by which a person runs the programs of packages, by package manager. */
const packageRunners: Readonly<Record<string, string>> = {
  pnpm: 'pnpm exec',
  yarn: 'yarn',
  bun: 'bunx',
};

/** The words by which a person runs the project's Python, by package manager. */
const pythonRunners: Readonly<Record<string, string>> = {
  uv: 'uv run python',
  poetry: 'poetry run python',
  pdm: 'pdm run python',
  pipenv: 'pipenv run python',
};

/** What a person types to run a framework: the words that start it and the rest of the line. */
export function typedLine(
  { start }: Pick<Framework, 'start'>,
  rest: string,
  place: { readonly packageManager: string | null; readonly has: (path: string) => boolean } = {
    packageManager: null,
    has: () => false,
  },
): string {
  const { packageManager, has } = place;
  const words = (first: string) => [first, rest].filter((part) => part !== '').join(' ');
  switch (start.kind) {
    case 'package-binary':
      return words(`${packageRunners[packageManager ?? ''] ?? 'npx'} ${start.name}`);
    case 'python':
      return words(pythonRunners[packageManager ?? ''] ?? 'python3');
    case 'program':
      return words(start.name);
    case 'tree-program': {
      // Composer puts programs where nothing of them is kept in the repository.
      const usual = packageManager === 'composer' ? start.paths[0] : undefined;
      const path = start.paths.find(has) ?? usual;
      if (path === undefined) return words(start.name);
      return words(path.includes('/') ? path : `./${path}`);
    }
    case 'bundle':
      return words(packageManager === 'bundler' ? `bundle exec ${start.name}` : start.name);
  }
}
