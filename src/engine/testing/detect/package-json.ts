/** The parts of package.json that say something about tests and set-up. */
export interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
  /** The name in `packageManager`, else in `devEngines`. */
  readonly manager: string | null;
  /** The number before the first dot in `packageManager`. */
  readonly managerMajor: number | null;
  readonly hasWorkspaces: boolean;
}

const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
];

/** Reads package.json; null when it is missing or broken. */
export function readPackageJson(text: string | undefined): PackageJson | null {
  const fields = objectOf(parsed(text));
  if (fields === null) return null;
  const manager = /^(?<name>npm|pnpm|yarn|bun)@(?<major>\d+)/u.exec(
    wordOf(fields['packageManager']),
  );
  const major = manager?.groups?.['major'];
  return {
    scripts: texts(fields['scripts']),
    dependencies: dependencyFields.flatMap((field) => Object.keys(objectOf(fields[field]) ?? {})),
    manager: manager?.groups?.['name'] ?? developmentManager(fields),
    managerMajor: major === undefined ? null : Number(major),
    hasWorkspaces: fields['workspaces'] !== undefined,
  };
}

/** `devEngines.packageManager` is one engine, or a list of which the first is preferred. */
function developmentManager(fields: Readonly<Record<string, unknown>>): string | null {
  const told = objectOf(fields['devEngines'])?.['packageManager'];
  const first: unknown = Array.isArray(told) ? told[0] : told;
  const name = wordOf(objectOf(first)?.['name']);
  return /^(?:npm|pnpm|yarn|bun)$/u.test(name) ? name : null;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value) ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
