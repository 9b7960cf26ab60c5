import { textCase } from '../text-case.ts';

/** go test. */
export const goTestCase = textCase({
  framework: 'go-test',
  debian: ['golang-go'],
  version: ['go', 'version'],
  files: { 'go.mod': 'module sums\n\ngo 1.19\n', 'sums.go': 'package sums\n' },
  file: 'sums_test.go',
  green:
    'package sums\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {\n	if 1+2 != 3 {\n		t.Fatal("no")\n	}\n}\n\nfunc TestLater(t *testing.T) {\n	t.Skip("later")\n}\n',
  greenCounts: [1, 0, 1],
  red: 'package sums\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {\n	if 2+2 != 3 {\n		t.Fatal("no")\n	}\n}\n\nfunc TestLater(t *testing.T) {\n	t.Skip("later")\n}\n',
  redCounts: [0, 1, 1],
  failing: { name: 'TestAdds', file: 'sums_test.go', line: 7 },
  zero: 'package sums\n',
  broken:
    'package sums\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {\n	if (\n}\n\nfunc TestLater(t *testing.T) {\n	t.Skip("later")\n}\n',
  hang: 'package sums\n\nimport "testing"\n\nfunc TestAdds(t *testing.T) {\n	for {\n	}\n}\n',
  daemon:
    'package sums\n\nimport (\n	"os/exec"\n	"testing"\n)\n\nfunc TestAdds(t *testing.T) {\n	exec.Command("setsid", "sleep", "300").Start()\n}\n',
  generated: {
    files: {},
    source: 'sums.go',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
  timeLimitMs: 120000,
  hangLimitMs: 30000,
});
