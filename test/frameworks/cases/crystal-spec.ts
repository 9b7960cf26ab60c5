import { textCase } from '../text-case.ts';

/** crystal spec as Debian has it. */
export const crystalSpecCase = textCase({
  framework: 'crystal-spec',
  debian: ['crystal'],
  version: ['crystal', '--version'],
  files: { 'shard.yml': 'name: sums\nversion: 0.1.0\n', 'src/sums.cr': '' },
  file: 'spec/sums_spec.cr',
  green:
    'require "spec"\n\ndescribe "sums" do\n  it "adds" do\n    (1 + 2).should eq(3)\n  end\n\n  pending "later" do\n  end\nend\n',
  greenCounts: [1, 0, 1],
  red: 'require "spec"\n\ndescribe "sums" do\n  it "adds" do\n    (2 + 2).should eq(3)\n  end\n\n  pending "later" do\n  end\nend\n',
  redCounts: [0, 1, 1],
  failing: { name: 'adds' },
  zero: 'require "spec"\n',
  broken: 'require "spec"\n\ndescribe "sums" do\n  it "adds" do\n    (1 +\n  end\nend\n',
  hang: 'require "spec"\n\ndescribe "sums" do\n  it "adds" do\n    loop { sleep 1 }\n  end\nend\n',
  daemon:
    'require "spec"\n\ndescribe "sums" do\n  it "adds" do\n    Process.new("setsid", ["sleep", "300"])\n  end\nend\n',
  generated: null,
  without: { generated: 'no template yet' },
  timeLimitMs: 180000,
  hangLimitMs: 40000,
});
