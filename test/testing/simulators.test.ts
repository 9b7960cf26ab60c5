import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const simulators = join(import.meta.dirname, '..', 'frameworks', 'simulators');
let dir = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'agent-tui-simulators-'));
  for (const file of ['pubspec.yaml', 'deps.edn', 'build.sbt', 'build.mill', 'Gemfile']) {
    await writeFile(join(dir, file), '');
  }
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the simulators of tools', () => {
  it.each([
    'dart test --watch',
    'dart run test',
    'flutter test --file-reporter json:x --ci',
    'dotnet test --logger:junit',
    'dotnet test -- TreatNoTestsAsError=true',
    'swift test --xunit r.xml',
    'swift list',
    'xcodebuild test -scheme Sums -resultBundle x',
    'xcodebuild test -project .',
    'xcrun xcresulttool get --format json --path x',
    'fastlane verify',
    'bundle exec rspec',
    'sbt test',
    'sbt -batch',
    'mill __.test',
    'mill -i -k --no-ticker __.test',
    'clojure -M:test',
  ])('refuse what their tool does not know, or would wait for: %s', (line) => {
    const [program = '', ...args] = line.split(' ');
    const { status } = spawnSync(process.execPath, [join(simulators, program), ...args], {
      cwd: dir,
    });
    expect(status).toBe(64);
  });

  it('refuse a result bundle that is there already, as Xcode does', () => {
    const args = '-project . -scheme Sums -destination platform=macOS -resultBundlePath .';
    const run = spawnSync(
      process.execPath,
      [join(simulators, 'xcodebuild'), 'test', ...args.split(' ')],
      { cwd: dir, encoding: 'utf8' },
    );
    expect(run.status).toBe(64);
    expect(run.stderr).toContain('Existing file at -resultBundlePath');
  });
});
