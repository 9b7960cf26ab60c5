import { describe, expect, it } from 'vitest';
import { requireFramework } from '../../src/engine/testing/frameworks/index.ts';

/** It tries to end the literal of every language, to begin an expression in it, and to be a name of the language. */
const hostile = 'a "b" \'c\' \\ \\u0022 ${d} #{e} \\(f) $g – é';

const files: readonly (readonly [framework: string, file: string, line: string])[] = [
  [
    'maven-surefire',
    'src/test/java/a/SumTest.java',
    String.raw`    throw new AssertionError("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} #{e} \\(f) $g \u2013 \u00e9");`,
  ],
  [
    'gradle-test',
    'src/test/kotlin/a/SumTest.kt',
    String.raw`        throw AssertionError("not implemented: a \"b\" 'c' \\ \\u0022 \${d} #{e} \\(f) \$g \u2013 \u00e9")`,
  ],
  [
    'sbt-test',
    'src/test/scala/SumSuite.scala',
    String.raw`    fail("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} #{e} \\(f) $g \u2013 \u00e9")`,
  ],
  [
    'dotnet-test',
    'tests/SumTests.cs',
    String.raw`        throw new System.Exception("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} #{e} \\(f) $g – é");`,
  ],
  [
    'swift-test',
    'Tests/SumTests.swift',
    String.raw`        Issue.record("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} #{e} \\(f) $g \u{2013} é")`,
  ],
  [
    'dart-test',
    'test/sum_test.dart',
    String.raw`    fail('not implemented: a "b" \'c\' \\ \\u0022 \${d} #{e} \\(f) \$g \u{2013} é');`,
  ],
  [
    'exunit',
    'test/sum_test.exs',
    String.raw`    flunk("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} \#{e} \\(f) $g \u{2013} é")`,
  ],
  [
    'eunit',
    'test/sum_tests.erl',
    String.raw`    erlang:error("not implemented: a \"b\" 'c' \\ \\u0022 ${'$'}{d} #{e} \\(f) $g \x{2013} \x{e9}").`,
  ],
];

describe('a sentence in a generated test', () => {
  it.each(files)('stays a text in the file of %s', (id, file, line) => {
    const { testFile } = requireFramework(id);
    const text = testFile?.text({
      source: 'src/sum\\u000a\n*/ }',
      file,
      sentences: [hostile],
      neighbours: [],
      beside: [],
      isModulePackage: false,
    });
    expect(text?.split('\n')).toContain(line);
  });
});
