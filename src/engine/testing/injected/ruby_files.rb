# frozen_string_literal: true

# Loads test files in one process: `ruby_files.rb DIRECTORY [FILE… | TEST=FILE… | TESTOPTS=…] [-- ARGUMENTS]`.
dir = ARGV.shift
cut = ARGV.index('--') || ARGV.size
words = ARGV.slice!(0, cut)
ARGV.shift if ARGV.first == '--'
options = words.filter_map { |word| word.delete_prefix('TESTOPTS=') if word.start_with?('TESTOPTS=') }
files = words.reject { |word| word.start_with?('TESTOPTS=', '-') }.map { |word| word.delete_prefix('TEST=') }
if files.empty?
  files = Dir.glob('{test/**/{*_test,test_*,test-*},{*_test,test_*}}.rb', base: dir).sort
  files -= files.grep(%r{(?:\A|/)test_helper\.rb\z})
end
ARGV.concat(options)
files.each { |file| require File.expand_path(file, dir) }
# Nothing to load is an empty suite, which its framework would not even begin.
puts '0 runs, 0 assertions, 0 failures, 0 errors, 0 skips' if files.empty?
