import type { FrameworkCase } from '../framework-case.ts';
import { javaScriptRows } from './simulated-javascript.ts';
import { languageRows } from './simulated-languages.ts';
import type { Row } from './simulated-row.ts';
import { simulatedScenarios, slashes } from './simulated-scenarios.ts';

const rows: readonly Row[] = [...javaScriptRows, ...languageRows];

/** The texts of a passing and a skipped test, and of a failing one on its line. */
function textsOf({ form, comment = slashes }: Row): {
  readonly green: string;
  readonly red: string;
  readonly line: number;
} {
  switch (form) {
    case 'javascript':
      return {
        green: "it('adds', () => {\n});\nxit('later', () => {\n});\n",
        red: "it('adds', () => {\n  throw new Error('3 is not 4');\n});\n",
        line: 2,
      };
    case 'php':
      return {
        green: "<?php\ntest('adds', function () {\n});\ntest('later', function () {\n})->skip();\n",
        red: "<?php\ntest('adds', function () {\n    throw new Exception('3 is not 4');\n});\n",
        line: 3,
      };
    case 'rust':
      return {
        green: '#[test]\nfn adds() {\n}\n#[test]\n#[ignore]\nfn later() {\n}\n',
        red: '#[test]\nfn adds() {\n    panic!("{}", "3 is not 4");\n}\n',
        line: 3,
      };
    case 'told':
      return {
        green: `${comment('simulated test: adds passes')}\n${comment('simulated test: later is skipped')}\n`,
        red: `${comment('simulated test: adds fails: 3 is not 4')}\n`,
        line: 1,
      };
  }
}

/** Tools that cannot be had everywhere, each on its strict simulator. */
export const simulatedToolCases: readonly FrameworkCase[] = rows.map((row) => {
  const { framework, program, file, files, tells, hidesSkipped, generated = null } = row;
  const { green, red, line } = textsOf(row);
  const place = tells === 'nothing' ? {} : tells === 'file' ? { file } : { file, line };
  const comment = row.comment ?? slashes;
  const zero = row.form === 'php' ? '<?php\n' : '';
  const scenarios = simulatedScenarios({
    file,
    green,
    red,
    failing: { name: 'adds', ...place },
    zero,
    comment,
  });
  const totals =
    hidesSkipped === true ? { total: 2, passed: 2, failed: 0, skipped: 0 } : scenarios.green.totals;
  const withTotals = totals === undefined ? {} : { totals };
  return {
    framework,
    needs: { debian: [], npm: [] },
    version: [program, '--version'],
    files,
    ...scenarios,
    green: { ...scenarios.green, ...withTotals },
    daemon: { ...scenarios.daemon, ...withTotals },
    zero: { files: scenarios.zero.files },
    generated,
    ...(row.leaves === undefined ? {} : { leaves: row.leaves }),
    ...(row.without === undefined ? {} : { without: row.without }),
  };
});
