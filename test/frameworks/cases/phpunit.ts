import { textCase } from '../text-case.ts';

/** PHPUnit as Debian has it. */
export const phpunitCase = textCase({
  framework: 'phpunit',
  debian: ['phpunit', 'php-cli'],
  version: ['phpunit', '--version'],
  files: {
    'phpunit.xml':
      '<phpunit><testsuites><testsuite name="all"><directory>tests</directory></testsuite></testsuites></phpunit>\n',
    'src/Sums.php': '<?php\n',
  },
  file: 'tests/SumsTest.php',
  green:
    "<?php\n\nuse PHPUnit\\Framework\\TestCase;\n\nfinal class SumsTest extends TestCase\n{\n    public function testAdds(): void\n    {\n        $this->assertSame(3, 1 + 2);\n    }\n\n    public function testLater(): void\n    {\n        $this->markTestSkipped('later');\n    }\n}\n",
  greenCounts: [1, 0, 1],
  red: "<?php\n\nuse PHPUnit\\Framework\\TestCase;\n\nfinal class SumsTest extends TestCase\n{\n    public function testAdds(): void\n    {\n        $this->assertSame(3, 2 + 2);\n    }\n\n    public function testLater(): void\n    {\n        $this->markTestSkipped('later');\n    }\n}\n",
  redCounts: [0, 1, 1],
  failing: { name: 'testAdds', file: 'tests/SumsTest.php', line: 9 },
  zero: { 'tests/readme.txt': '' },
  broken: '<?php\n\nfinal class SumsTest extends (\n',
  hang: '<?php\n\nuse PHPUnit\\Framework\\TestCase;\n\nfinal class SumsTest extends TestCase\n{\n    public function testAdds(): void\n    {\n        while (true) { sleep(1); }\n    }\n}\n',
  daemon:
    '<?php\n\nuse PHPUnit\\Framework\\TestCase;\n\nfinal class SumsTest extends TestCase\n{\n    public function testAdds(): void\n    {\n        exec("setsid sleep 300 > /dev/null 2>&1 &"); $this->assertTrue(true);\n    }\n}\n',
  generated: {
    files: {},
    source: 'src/Sums.php',
    tests: ['adds two numbers', 'refuses "text", \'quotes\' and $HOME `x` \\n'],
  },
  leaves: /^\.phpunit\.(?:result\.cache|cache)/u,
});
