import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios, slashes } from './simulated-scenarios.ts';

const file = 'tests/Sums.Tests/AdderTests.cs';
const source = 'src/Sums/Divider.cs';
const inClass = (body: string) =>
  `using Xunit;\n\nnamespace Sums.Tests\n{\npublic class AdderTests\n{\n${body}}\n}\n`;
const method = (mark: string, name: string, body: string) =>
  `    [${mark}]\n    public void ${name}()\n    {\n${body}    }\n`;

const green = inClass(
  `${method('Fact', 'Adds', '')}${method('Fact(Skip = "later")', 'Later', '')}`,
);

/** VSTest, on a simulator of the SDK. */
export const dotnetTestCase: FrameworkCase = {
  framework: 'dotnet-test',
  needs: { debian: [], npm: [] },
  version: ['dotnet', '--version'],
  files: {
    'Sums.sln': 'Microsoft Visual Studio Solution File, Format Version 12.00\n',
    'src/Sums/Sums.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>\n',
    'tests/Sums.Tests/Sums.Tests.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.11.0" /><PackageReference Include="xunit" Version="2.9.0" /></ItemGroup></Project>\n',
    [source]: 'namespace Sums { public static class Adder {} }\n',
  },
  ...simulatedScenarios({
    file,
    green,
    red: inClass(method('Fact', 'Adds', '        Assert.Fail("3 is not 4");\n')),
    failing: { name: 'Sums.Tests.AdderTests', file, line: 10 },
    zero: inClass(''),
    comment: slashes,
  }),
  // Without a test the directory of the solution is no suite, and the source stands outside that of the tests.
  generated: { files: { [file]: green }, source, tests: hostileTests },
};

/** Microsoft's testing platform, which global.json names. */
export const dotnetPlatformCase: FrameworkCase = {
  ...dotnetTestCase,
  variant: 'Microsoft.Testing.Platform',
  files: {
    ...dotnetTestCase.files,
    'global.json': '{ "test": { "runner": "Microsoft.Testing.Platform" } }\n',
  },
};
