# A formatter for ExUnit: one JSON line per test, and a last line that says the suite was told to its end. Each suite
# of an umbrella has a file of its own. Only Elixir itself is used, and no project needs to know of it.
defmodule AgentTuiFormatter do
  use GenServer

  @impl true
  def init(_options) do
    dir = System.fetch_env!("AGENT_TUI_REPORT_DIR")
    name = "suite-#{System.os_time()}-#{System.unique_integer([:positive])}.jsonl"
    {:ok, io} = File.open(Path.join(dir, name), [:write, :utf8])
    {:ok, %{io: io, cases: 0, cwd: File.cwd!()}}
  end

  # What options leave out is no test of this run.
  @impl true
  def handle_cast({:test_finished, %{state: {:excluded, _}}}, state), do: {:noreply, state}

  def handle_cast({:test_finished, test}, state) do
    {:noreply, tell(state, case_of(test, state.cwd))}
  end

  # A `setup_all` that fails without a test that it stands before.
  def handle_cast({:module_finished, %{state: {:failed, failures}, tests: []} = module}, state) do
    place = place_in(failures, module.file, state.cwd) || {module.file, nil}
    row = row([inspect(module.name)], "failed", place, nil, said(failures))
    {:noreply, tell(state, row)}
  end

  def handle_cast({:suite_finished, _}, state), do: {:noreply, finish(state)}
  def handle_cast({:suite_finished, _, _}, state), do: {:noreply, finish(state)}
  def handle_cast(_, state), do: {:noreply, state}

  defp tell(state, row) do
    IO.write(state.io, [row, "\n"])
    %{state | cases: state.cases + 1}
  end

  defp finish(state) do
    IO.write(state.io, ["{\"event\":\"end\",\"cases\":", Integer.to_string(state.cases), "}\n"])
    File.close(state.io)
    state
  end

  defp case_of(test, cwd) do
    {status, failures} = outcome(test.state)
    place = place_in(failures, test.tags.file, cwd) || {test.tags.file, test.tags.line}
    row([inspect(test.module), to_string(test.name)], status, place, test.time / 1000, said(failures))
  end

  defp outcome(nil), do: {"passed", []}
  defp outcome({:failed, failures}) when is_list(failures), do: {"failed", failures}
  defp outcome({:failed, failure}), do: {"failed", [failure]}
  defp outcome({:invalid, %{state: {:failed, failures}}}), do: {"failed", List.wrap(failures)}
  defp outcome({:invalid, _}), do: {"failed", []}
  defp outcome({:skipped, _}), do: {"skipped", []}

  defp said([]), do: nil

  defp said(failures) do
    Enum.map_join(failures, "\n\n", fn
      {:error, %ExUnit.AssertionError{} = error, _} -> assertion(error)
      {kind, reason, stack} -> Exception.format_banner(kind, reason, stack)
    end)
  end

  defp assertion(error) do
    sides = for {side, value} <- [left: error.left, right: error.right], shown?(value), do: "#{side}: #{inspect(value)}"
    code = if shown?(error.expr), do: ["code: #{code(error.expr)}"], else: []
    Enum.join([error.message | code ++ sides], "\n")
  end

  defp shown?(value), do: value != ExUnit.AssertionError.no_value()
  defp code(text) when is_binary(text), do: text
  defp code(expr), do: Macro.to_string(expr)

  # The innermost line of the test's own file.
  defp place_in(failures, file, cwd) do
    Enum.find_value(failures, fn {_, _, stack} ->
      Enum.find_value(stack, fn
        {_, _, _, location} -> own_line(location, file, cwd)
        _ -> nil
      end)
    end)
  end

  defp own_line(location, file, cwd) do
    told = location[:file]
    if told != nil and location[:line] != nil and Path.expand(to_string(told), cwd) == file do
      {file, location[:line]}
    end
  end

  defp row(path, status, {file, line}, ms, message) do
    fields = [
      {"event", json("case")},
      {"path", ["[", path |> Enum.map(&json/1) |> Enum.intersperse(","), "]"]},
      {"status", json(status)},
      {"file", json(file)},
      {"line", json(line)},
      {"ms", json(ms)},
      {"message", json(message)}
    ]

    inner = fields |> Enum.map(fn {name, value} -> [json(name), ":", value] end) |> Enum.intersperse(",")
    ["{", inner, "}"]
  end

  defp json(nil), do: "null"
  defp json(value) when is_integer(value), do: Integer.to_string(value)
  defp json(value) when is_float(value), do: :erlang.float_to_binary(value, decimals: 3)

  defp json(value) when is_binary(value) do
    text = if String.valid?(value), do: value, else: inspect(value)
    [?", for(<<char::utf8 <- text>>, do: escaped(char)), ?"]
  end

  defp escaped(?"), do: "\\\""
  defp escaped(?\\), do: "\\\\"
  defp escaped(char) when char < 32, do: "\\u" <> String.pad_leading(Integer.to_string(char, 16), 4, "0")
  defp escaped(char), do: <<char::utf8>>
end
