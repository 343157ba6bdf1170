# SPDX-License-Identifier: MIT
# Completion of weir's commands, elements, properties and values, for bash. The names come from
# `weir inspect --complete`, which reads the manifests and opens no plugin.

# The element that the word at $1 belongs to: the last one before it that begins a chain or follows a
# link.
_weir_element () {
  local at=$(($1 - 1)) word before
  while ((at >= 2)); do
    word=${COMP_WORDS[at]} before=${COMP_WORDS[at - 1]}
    case $word in
      '!' | '(' | '=' | -*) ;;
      *)
        if ((at == 2)) || [[ $before == '!' || $before == '(' || $before == -* ]]; then
          printf '%s\n' "$word"
          return 0
        fi
        ;;
    esac
    at=$((at - 1))
  done
  return 1
}

_weir_names () { weir inspect --complete "$1" 2>/dev/null; }

# One word of a launch line.
_weir_line () {
  local cur=$1 before=${COMP_WORDS[COMP_CWORD - 1]} element property
  # Bash makes three words of name=value.
  if [[ $cur == '=' || $before == '=' ]]; then
    property=$before
    if [[ $cur == '=' ]]; then cur=; else property=${COMP_WORDS[COMP_CWORD - 2]}; fi
    element=$(_weir_element "$COMP_CWORD") || return 0
    mapfile -t COMPREPLY < <(compgen -W "$(_weir_names "value:$element:$property")" -- "$cur")
    [[ ${#COMPREPLY[@]} -gt 0 ]] || compopt -o default 2>/dev/null
    return 0
  fi
  if ((COMP_CWORD == 2)) || [[ $before == '!' || $before == '(' || $before == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(_weir_names element)" -- "$cur")
    return 0
  fi
  element=$(_weir_element "$COMP_CWORD") || return 0
  mapfile -t COMPREPLY < <(compgen -S = -W "$(_weir_names "property:$element")" -- "$cur")
  compopt -o nospace 2>/dev/null
}

_weir () {
  local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} options=--help
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W \
      'launch inspect graph plan play discover gst-env --help --version' -- "$cur")
    return 0
  fi
  case $command in
    launch) options='--help --verbose --quiet --messages --tags --no-position --dot' ;;
    inspect) options='--help --json' ;;
    graph) options='--help --output --full' ;;
    play) options='--help --quiet --verbose' ;;
  esac
  if [[ $cur == -* && $command != gst-env ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    return 0
  fi
  case $command in
    launch | graph | plan) _weir_line "$cur" ;;
    inspect) mapfile -t COMPREPLY < <(compgen -W "$(_weir_names element)" -- "$cur") ;;
    play | discover) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    gst-env) mapfile -t COMPREPLY < <(compgen -c -- "$cur") ;;
  esac
}

complete -F _weir weir
