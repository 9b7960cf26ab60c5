#!/usr/bin/env bash
# An agent that really builds its feature and behaves as badly as it can meanwhile. What it does is decided by the seed, the
# feature and the attempt; from the second attempt on its work is right.
trap '' TERM HUP INT

name=$AGENT_TUI_FEATURE_NAME
attempt=$AGENT_TUI_ATTEMPT

# A number below $2, the same for the same question $1.
draw() {
  local sum
  sum=$(printf '%s' "$CHAOS_SEED/$name/$attempt/$1" | cksum)
  echo $((${sum%% *} % $2))
}

pause() { sleep "$(draw "$1" 3).$(draw "$1 fraction" 10)"; }

# Writes itself down (number and start time), so that it can be looked for at the end whatever it has shed.
daemon="read -r line </proc/\$\$/stat; set -- \${line##*) }; echo \"\$\$ \${20} \$KIND\" >>'$CHAOS_HOME/daemons'; exec sleep 900"

fork_daemons() {
  case $(draw daemons 7) in
    0) KIND=child bash -c "$daemon" & ;;
    1) KIND=session setsid bash -c "$daemon" & ;;
    2) (KIND=double-fork setsid bash -c "$daemon" &) ;;
    3) env -i KIND=no-environment bash -c "$daemon" & ;;
    4) env -i KIND=no-environment-session setsid bash -c "$daemon" >/dev/null 2>&1 & ;;
    5) (env -i KIND=no-environment-double-fork setsid bash -c "$daemon" >/dev/null 2>&1 &) ;;
    *) (cd / && env -i KIND=prints-elsewhere setsid bash -c "$daemon" &) ;;
  esac
}

print_badly() {
  case $(draw printing 5) in
    0) head -c 100000000 /dev/zero | tr '\0' x ;;
    1) printf '\033[?1049h\033[?1003h\033]52;c;YQ==\a\033c no end of line' ;;
    2) head -c 20000 /dev/urandom ;;
    *) echo "working on $name, attempt $attempt" ;;
  esac
}

# Every feature adds its line to one list at the same place, so that two of them conflict.
add_to_list() {
  sed -i '/^[<=>|]\{7\}/d' src/list.js
  awk '!/^  / || !seen[$0]++' src/list.js >src/list.new && mv src/list.new src/list.js
  grep -q "'$name'," src/list.js || sed -i "s/^export const list = \[/&\n  '$name',/" src/list.js
}

write_work() {
  local value=1
  [ "$attempt" = 1 ] && [ "$(draw red 3)" = 0 ] && value=2
  add_to_list
  echo "export const $name = $value;" >"src/$name.js"
  cat >"test/$name.test.js" <<TEST
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { list } from '../src/list.js';
import { $name } from '../src/$name.js';
test('$name is right and on the list', () => {
  assert.equal($name, 1);
  assert.equal(list.filter((one) => one === '$name').length, 1);
});
TEST
}

commit_work() {
  git add -A &&
    git -c user.name=agent -c user.email=agent@example.invalid commit -qm "$name, attempt $attempt" &&
    git rev-parse HEAD >>"$CHAOS_HOME/committed"
}

fork_daemons
print_badly
pause first
write_work
fork_daemons
[ "$(draw commits 2)" = 0 ] && commit_work
pause second
if [ "$attempt" = 1 ]; then
  case $(draw end 6) in
    0) kill -STOP $$ ;;
    1) exit 7 ;;
    2) kill -KILL $$ ;;
  esac
fi
exit 0
