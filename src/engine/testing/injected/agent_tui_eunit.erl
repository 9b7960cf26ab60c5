%% A listener for EUnit: one JSON line per test, and a last line that says the run was told to its end.
-module(agent_tui_eunit).
-behaviour(eunit_listener).
-export([start/0, start/1]).
-export([init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).

-record(state, {io, cases = 0}).

start() -> start([]).
start(Options) -> eunit_listener:start(?MODULE, Options).

init(_Options) ->
    {ok, Io} = file:open(os:getenv("AGENT_TUI_REPORT"), [write, {encoding, utf8}]),
    #state{io = Io}.

handle_begin(_Kind, _Data, State) -> State.

handle_end(group, _Data, State) -> State;
handle_end(test, Data, State) ->
    case proplists:get_value(status, Data) of
        ok -> tell(<<"passed">>, Data, null, null, State);
        {skipped, _} -> tell(<<"skipped">>, Data, null, null, State);
        {error, Exception} -> failed(Data, Exception, State)
    end.

%% What was cancelled did not run: a fixture that failed, a time limit, a process that was killed.
handle_cancel(_Kind, Data, State) ->
    case proplists:get_value(reason, Data) of
        undefined -> State;
        %% Another one inside of it has been told already.
        {blame, _} -> State;
        {abort, {_, {Class, Reason, Stack}}} when is_list(Stack) ->
            failed(Data, {Class, Reason, Stack}, State);
        timeout -> timed_out(Data, State);
        {timeout, _} -> timed_out(Data, State);
        Reason -> tell(<<"failed">>, Data, said(Reason), null, State)
    end.

terminate({ok, _Data}, #state{io = Io, cases = Cases}) ->
    io:format(Io, "{\"event\":\"end\",\"cases\":~w}~n", [Cases]),
    file:close(Io);
terminate({error, _Reason}, #state{io = Io}) ->
    file:close(Io).

timed_out(Data, State) ->
    tell(<<"failed">>, Data, <<"the test did not end within the time limit of EUnit">>, null, State).

failed(Data, {Class, Reason, Stack}, State) ->
    tell(<<"failed">>, Data, said_by(Class, Reason), place_in(Stack), State);
failed(Data, Other, State) ->
    tell(<<"failed">>, Data, said(Other), null, State).

tell(Status, Data, Message, Place, #state{io = Io, cases = Cases} = State) ->
    {Module, Function, Line} = source_of(Data),
    Description = description_of(Function, proplists:get_value(desc, Data)),
    Names = [Name || Name <- [Module, Function, Description], Name =/= undefined, Name =/= <<>>, Name =/= ""],
    {File, At} = case Place of
        null -> {module_file(Module), Line};
        _ -> Place
    end,
    Row = [
        <<"{\"event\":\"case\",\"path\":[">>,
        lists:join($,, [json(text(Name)) || Name <- named(Names, Data)]),
        <<"],\"status\":">>, json(Status),
        <<",\"file\":">>, json(File),
        <<",\"line\":">>, json(At),
        <<",\"ms\":">>, json(proplists:get_value(time, Data, null)),
        <<",\"message\":">>, json(Message), <<"}\n">>
    ],
    io:put_chars(Io, Row),
    State#state{cases = Cases + 1}.

%% The only test of a module is described by the module, which has been named already.
description_of(undefined, Description) -> Description;
description_of(_Function, Description) ->
    case text_of(Description) of
        <<"module '", _/binary>> -> undefined;
        _ -> Description
    end.

text_of(undefined) -> <<>>;
text_of(Description) -> text(Description).

%% A fixture has no name of its own.
named([], Data) -> ["EUnit", io_lib:format("group ~w", [proplists:get_value(id, Data)])];
named(Names, _Data) -> Names.

source_of(Data) ->
    Line = case proplists:get_value(line, Data, 0) of 0 -> null; Number -> Number end,
    case proplists:get_value(source, Data) of
        {Module, Function, _Arity} -> {Module, Function, Line};
        _ -> {undefined, undefined, Line}
    end.

%% The innermost line of the project: OTP's own files are told without a directory.
place_in(Stack) ->
    Places = [{text(File), proplists:get_value(line, Where)}
              || {Module, _, _, Where} <- Stack, not is_ours(Module),
                 File <- [proplists:get_value(file, Where)], File =/= undefined,
                 lists:member($/, File), proplists:get_value(line, Where) =/= undefined],
    case Places of
        [] -> null;
        [First | _] -> First
    end.

is_ours(Module) -> lists:prefix("eunit", atom_to_list(Module)).

module_file(undefined) -> null;
module_file(Module) ->
    try text(proplists:get_value(source, Module:module_info(compile)))
    catch _:_ -> null
    end.

said_by(error, {assertion_failed, Facts}) -> said({assertion_failed, Facts});
said_by(error, Reason) -> said(Reason);
said_by(Class, Reason) -> unicode:characters_to_binary([atom_to_list(Class), ": ", said(Reason)]).

%% A plain text is told as it is.
said(Reason) when is_binary(Reason) -> text(Reason);
said([_ | _] = Reason) ->
    case io_lib:printable_unicode_list(Reason) of
        true -> text(Reason);
        false -> shown(Reason)
    end;
said(Reason) -> shown(Reason).

shown(Reason) -> unicode:characters_to_binary(io_lib:format("~tp", [Reason])).

text(Name) when is_atom(Name) -> atom_to_binary(Name, utf8);
text(Name) when is_binary(Name) ->
    case unicode:characters_to_list(Name) of
        List when is_list(List) -> Name;
        _ -> shown(Name)
    end;
text(Name) ->
    case unicode:characters_to_binary(Name) of
        Text when is_binary(Text) -> Text;
        _ -> shown(Name)
    end.

json(null) -> <<"null">>;
json(undefined) -> <<"null">>;
json(Number) when is_integer(Number) -> integer_to_binary(Number);
json(Text) when is_binary(Text) ->
    [$", [escaped(Char) || Char <- unicode:characters_to_list(Text)], $"].

escaped($") -> "\\\"";
escaped($\\) -> "\\\\";
escaped(Char) when Char < 32 -> io_lib:format("\\u~4.16.0b", [Char]);
escaped(Char) -> Char.
