import { textField, textList } from '../../reports/report-values.ts';
import { fieldAt, fieldsAt, yamlFields } from '../manifest-values.ts';
import { memberDirs, pathFrom, pathIn, readEach } from './member-dirs.ts';
import type { ToldMember } from './members.ts';
import { linkMembers } from './members.ts';
import type { WorkspaceKind, WorkspacePlace } from './workspace.ts';

/** Workspaces of pub and of Melos. */
export const dartWorkspaces: WorkspaceKind = {
  isManifest: (base) => base === 'pubspec.yaml' || base === 'melos.yaml',
  async read(place) {
    const { index, root } = place;
    const pubspec = yamlFields(await place.read(pathIn(root, 'pubspec.yaml')));
    const melos = index.filesIn(root).includes('melos.yaml')
      ? yamlFields(await place.read(pathIn(root, 'melos.yaml')))
      : fieldAt(pubspec, 'melos');
    const listed = textList(pubspec?.['workspace']);
    const ignored = textList(fieldAt(melos, 'ignore')).map((one) => `!${one}`);
    const patterns =
      listed.length > 0 ? listed : [...textList(fieldAt(melos, 'packages')), ...ignored];
    const dirs = memberDirs({ index, root, patterns, ending: '/pubspec.yaml' });
    if (dirs.length === 0) return null;
    const told = await readEach(dirs, (dir) => readPubspec(place, dir));
    const runner = fieldAt(melos, 'scripts', 'test') === undefined ? null : 'melos';
    return { kind: 'dart', root, runner, members: linkMembers(told) };
  },
};

async function readPubspec({ read }: WorkspacePlace, dir: string): Promise<ToldMember> {
  const fields = yamlFields(await read(pathIn(dir, 'pubspec.yaml')));
  const entries = ['dependencies', 'dev_dependencies', 'dependency_overrides'].flatMap((key) =>
    Object.entries(fieldsAt(fields, key)),
  );
  return {
    dir,
    name: textField(fields?.['name']),
    dependencies: entries.map(([name]) => name),
    paths: entries.flatMap(
      ([, value]) => pathFrom(dir, textField(fieldAt(value, 'path')) ?? '/') ?? [],
    ),
  };
}
