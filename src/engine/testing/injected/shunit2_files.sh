# Runs each test file of shUnit2 in a shell of its own, as its first line asks, and says which one it is.
status=0
for file in "$@"; do
  printf '# file %s\n' "$file"
  case "$(head -n 1 "$file")" in
    '#!'*bash*) shell=bash ;;
    '#!'*zsh*) shell=zsh ;;
    '#!'*ksh*) shell=ksh ;;
    *) shell=sh ;;
  esac
  case "$file" in
    /*) path=$file ;;
    *) path=./$file ;;
  esac
  SHUNIT_COLOR=none "$shell" "$path" || status=1
done
exit "$status"
