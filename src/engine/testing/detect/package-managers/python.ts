import { textField } from '../../reports/report-values.ts';
import type { Fields } from '../../reports/report-values.ts';
import { fieldAt, tomlFields } from '../manifest-values.ts';
import type { FileRow, PackagePlace } from './package-place.ts';
import { managerByFile, upwards } from './package-place.ts';

const lockRows: readonly FileRow[] = [
  [/^uv\.lock$/u, 'uv'],
  [/^poetry\.lock$/u, 'poetry'],
  [/^pdm\.lock$/u, 'pdm'],
  [/^Pipfile(?:\.lock)?$/u, 'pipenv'],
  [/^pixi\.lock$/u, 'pixi'],
];

/** Tables of pyproject.toml that only one manager reads. */
const tables = [
  [['tool', 'poetry'], 'poetry'],
  [['tool', 'pdm'], 'pdm'],
  [['tool', 'hatch', 'envs'], 'hatch'],
  [['tool', 'uv'], 'uv'],
  [['tool', 'rye'], 'rye'],
  [['tool', 'pixi'], 'pixi'],
] as const;

const plainRows: readonly FileRow[] = [
  [/^hatch\.toml$/u, 'hatch'],
  [
    /^(?:pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|noxfile\.py|manage\.py|pytest\.ini|(?:dev-|test-)?requirements[^/]*\.(?:txt|in))$/u,
    'pip',
  ],
  [/^environment\.ya?ml$/u, 'conda'],
];

/** The nearest lockfile, else the table of pyproject.toml that a manager reads, else pip. */
export async function pythonManager(place: PackagePlace): Promise<string | null> {
  const locked = managerByFile(place, lockRows);
  if (locked !== null) return locked;
  for (const dir of upwards(place.root)) {
    if (!place.index.filesIn(dir).includes('pyproject.toml')) continue;
    const path = dir === '' ? 'pyproject.toml' : `${dir}/pyproject.toml`;
    const told = managerIn(tomlFields(await place.read(path)));
    if (told !== null) return told;
  }
  return managerByFile(place, plainRows) ?? requirementsFolder(place);
}

function managerIn(fields: Fields | null): string | null {
  const table = tables.find(([path]) => fieldAt(fields, ...path) !== undefined);
  if (table !== undefined) return table[1];
  const backend = textField(fieldAt(fields, 'build-system', 'build-backend')) ?? '';
  return backend.startsWith('poetry.') ? 'poetry' : backend.startsWith('pdm.') ? 'pdm' : null;
}

/** Some projects keep one file of requirements for each purpose in a folder of that name. */
function requirementsFolder({ index, root }: PackagePlace): string | null {
  const isThere = upwards(root).some((dir) =>
    index
      .filesIn(dir === '' ? 'requirements' : `${dir}/requirements`)
      .some((base) => /\.(?:txt|in)$/u.test(base)),
  );
  return isThere ? 'pip' : null;
}
