import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios, slashes } from './simulated-scenarios.ts';

const file = 'test/sums_test.dart';
const source = 'lib/sums.dart';

function scenariosOf(library: string) {
  const inFile = (body: string) => `import 'package:${library}';\n\nvoid main() {\n${body}}\n`;
  return simulatedScenarios({
    file,
    green: inFile("  test('adds', () {\n  });\n  test('later', () {\n  }, skip: true);\n"),
    red: inFile("  test('adds', () {\n    fail('3 is not 4');\n  });\n"),
    failing: { name: 'adds', file, line: 5 },
    zero: inFile(''),
    comment: slashes,
  });
}

const generated = { files: {}, source, tests: hostileTests };

/** Dart's package:test, on a simulator of the SDK. */
export const dartTestCase: FrameworkCase = {
  framework: 'dart-test',
  needs: { debian: [], npm: [] },
  version: ['dart', '--version'],
  files: {
    'pubspec.yaml': 'name: sums\nenvironment:\n  sdk: ^3.0.0\ndev_dependencies:\n  test: ^1.25.0\n',
    [source]: 'int add(int a, int b) => a + b;\n',
  },
  ...scenariosOf('test/test.dart'),
  generated,
};

/** Flutter's tests, on a simulator of Flutter. */
export const flutterTestCase: FrameworkCase = {
  framework: 'flutter-test',
  needs: { debian: [], npm: [] },
  version: ['flutter', '--version'],
  files: {
    'pubspec.yaml':
      'name: sums\ndependencies:\n  flutter:\n    sdk: flutter\ndev_dependencies:\n  flutter_test:\n    sdk: flutter\n',
    [source]: 'int add(int a, int b) => a + b;\n',
  },
  ...scenariosOf('flutter_test/flutter_test.dart'),
  generated,
};
