# frozen_string_literal: true

# Loaded by RUBYOPT in every process of Ruby: where Minitest runs, it tells each test in a JSON line, into a file of the
# directory that AGENT_TUI_REPORT_DIR names.
require 'json'
begin
  require 'minitest'
rescue LoadError
  # A process without Minitest, such as the one that starts the others.
end

if defined?(Minitest::AbstractReporter)
  module Minitest
    class AgentTuiReporter < AbstractReporter
      MESSAGE_CHARS_MAX = 8_000

      def start
        @cases = 0
        @out = File.open(File.join(ENV.fetch('AGENT_TUI_REPORT_DIR'), "minitest-#{Process.pid}.jsonl"), 'w')
      end

      def record(result)
        @cases += 1
        file, line = place_of(result)
        owner = result.respond_to?(:klass) ? result.klass : result.class.name
        tell(event: 'case', path: [owner, result.name], status: status_of(result), ms: result.time * 1000,
             message: message_of(result), file: file, line: line)
      end

      def report
        tell(event: 'end', cases: @cases)
        @out.close
      end

      private

      def tell(row)
        @out.puts(JSON.generate(row))
        @out.flush
      end

      def status_of(result)
        return 'skipped' if result.skipped?

        result.passed? ? 'passed' : 'failed'
      end

      def message_of(result)
        text = result.failure&.message
        text && text.dup.force_encoding('UTF-8').scrub[0, MESSAGE_CHARS_MAX]
      end

      # The line in the file of the test that a failure names, else where the test stands.
      def place_of(result)
        file, line = result.respond_to?(:source_location) ? result.source_location : nil
        failure = result.failure
        return [file, line] if failure.nil? || result.skipped?

        error = failure.respond_to?(:error) ? failure.error : failure
        frames = (error.backtrace || failure.backtrace || []).map { |frame| frame.match(/\A(.+?):(\d+)/) }.compact
        own = frames.find { |frame| file && File.expand_path(frame[1]) == File.expand_path(file) }
        own ? [own[1], own[2].to_i] : [file, line]
      end
    end

    def self.plugin_agent_tui_init(_options)
      reporter << AgentTuiReporter.new
    end
  end
  Minitest.extensions << 'agent_tui'
end
