import { textCase } from '../text-case.ts';

/** Dune with Alcotest. */
export const duneTestCase = textCase({
  framework: 'dune-test',
  debian: ['ocaml-dune', 'libalcotest-ocaml-dev'],
  version: ['dune', '--version'],
  files: {
    'dune-project': '(lang dune 2.9)\n',
    'test/dune': '(test\n (name test_sums)\n (libraries alcotest))\n',
    'lib/sums.ml': '',
  },
  file: 'test/test_sums.ml',
  green:
    'let adds () = Alcotest.(check int) "sum" 3 (1 + 2)\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
  greenCounts: [1, 0, 0],
  red: 'let adds () = Alcotest.(check int) "sum" 3 (2 + 2)\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
  redCounts: [0, 1, 0],
  failing: { name: 'adds' },
  zero: { 'test/dune': '', 'test/readme.ml': '' },
  broken:
    'let adds () = Alcotest.(\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
  hang: 'let adds () = while true do () done\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
  daemon:
    'let adds () = ignore (Sys.command "setsid sleep 300 > /dev/null 2>&1 &")\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
  generated: {
    files: {
      'test/test_sums.ml':
        'let adds () = Alcotest.(check int) "sum" 3 (1 + 2)\n\nlet () = Alcotest.run "sums" [ ("sums", [ Alcotest.test_case "adds" `Quick adds ]) ]\n',
    },
    source: 'lib/adds.ml',
    tests: ['adds two numbers', 'refuses "text"'],
  },
  leaves: /^_build\//u,
  timeLimitMs: 120000,
  hangLimitMs: 20000,
});
