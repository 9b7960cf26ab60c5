import type { Files } from '../../testing/tree.ts';
import type { FrameworkCase } from '../framework-case.ts';
import { hostileTests, simulatedScenarios, slashes } from './simulated-scenarios.ts';

const needs = { debian: [], npm: [] };
const inClass = (body: string) =>
  `import XCTest\n\nfinal class AdderTests: XCTestCase {\n${body}}\n`;
const passing = '    func testAdds() {\n    }\n';
const skipped = '    func testLater() throws {\n        throw XCTSkip("later")\n    }\n';
const failing = '    func testAdds() {\n        XCTFail("3 is not 4")\n    }\n';

function scenariosOf(file: string) {
  return simulatedScenarios({
    file,
    green: inClass(`${passing}${skipped.replace('() throws', '()')}`),
    red: inClass(failing),
    failing: { name: 'testAdds', file, line: 5 },
    zero: inClass(''),
    comment: slashes,
  });
}

/** The Swift package manager, on a simulator; Debian's program of this name is another. */
export const swiftTestCase: FrameworkCase = {
  framework: 'swift-test',
  needs,
  version: ['swift', '--version'],
  files: {
    'Package.swift':
      '// swift-tools-version: 6.0\nimport PackageDescription\nlet package = Package(name: "Sums", targets: [.target(name: "Sums"), .testTarget(name: "SumsTests", dependencies: ["Sums"])])\n',
    'Sources/Sums/Adder.swift': 'func add(_ a: Int, _ b: Int) -> Int { a + b }\n',
  },
  ...scenariosOf('Tests/SumsTests/AdderTests.swift'),
  generated: { files: {}, source: 'Sources/Sums/Adder.swift', tests: hostileTests },
};

const xcode: Files = {
  'Sums.xcodeproj/project.pbxproj': '// !$*UTF8*$!\n{ SDKROOT = macosx; }\n',
  'Sums.xcodeproj/xcshareddata/xcschemes/Sums.xcscheme':
    '<Scheme><TestAction><Testables><TestableReference skipped="NO"/></Testables></TestAction></Scheme>\n',
  'Sums/Adder.swift': 'func add(_ a: Int, _ b: Int) -> Int { a + b }\n',
};

/** Xcode, on simulators of xcodebuild and xcrun; it runs on macOS alone. */
export const xcodebuildTestCase: FrameworkCase = {
  framework: 'xcodebuild-test',
  needs,
  version: ['xcodebuild', '-version'],
  files: xcode,
  ...scenariosOf('SumsTests/AdderTests.swift'),
  generated: { files: {}, source: 'Sums/Adder.swift', tests: hostileTests },
};

/** fastlane, on simulators of it and of Bundler; it runs on macOS alone. */
export const fastlaneCase: FrameworkCase = {
  framework: 'fastlane',
  needs,
  version: ['fastlane', '--version'],
  files: {
    ...xcode,
    Gemfile: "source 'https://rubygems.org'\ngem 'fastlane'\n",
    'fastlane/Fastfile':
      'platform :ios do\n  lane :verify do\n    run_tests(scheme: "Sums")\n  end\nend\n',
  },
  ...scenariosOf('SumsTests/AdderTests.swift'),
  generated: null,
};
