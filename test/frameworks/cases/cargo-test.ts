import { textCase } from '../text-case.ts';

/** cargo test without dependencies. */
export const cargoTestCase = textCase({
  framework: 'cargo-test',
  debian: [],
  version: ['cargo', '--version'],
  files: {
    'Cargo.toml': '[package]\nname = "sums"\nversion = "0.1.0"\nedition = "2021"\n',
    'src/lib.rs': 'pub fn add(a: i32, b: i32) -> i32 {\n    a + b\n}\n',
  },
  file: 'tests/sums.rs',
  green:
    '#[test]\nfn adds() {\n    assert_eq!(sums::add(1, 2), 3);\n}\n\n#[test]\n#[ignore]\nfn later() {}\n',
  greenCounts: [1, 0, 1],
  red: '#[test]\nfn adds() {\n    assert_eq!(sums::add(2, 2), 3);\n}\n\n#[test]\n#[ignore]\nfn later() {}\n',
  redCounts: [0, 1, 1],
  failing: { name: 'adds', file: 'tests/sums.rs', line: 3 },
  zero: null,
  broken: '#[test]\nfn adds() {\n    assert_eq!(\n}\n\n#[test]\n#[ignore]\nfn later() {}\n',
  hang: '#[test]\nfn adds() {\n    loop {}\n}\n',
  daemon:
    '#[test]\nfn adds() {\n    std::process::Command::new("setsid").args(["sleep", "300"]).spawn().unwrap();\n}\n',
  generated: {
    files: {},
    source: 'src/lib.rs',
    tests: ['adds two numbers', 'refuses {} and "text"'],
  },
  leaves: /^(?:target\/|Cargo\.lock)/u,
  timeLimitMs: 180000,
  hangLimitMs: 30000,
});
