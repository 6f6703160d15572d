#compdef timeline
_timeline_completion() {
    eval "$(_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _TIMELINE_COMPLETE=complete_zsh "$words[1]" 2>/dev/null)"
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _timeline_completion timeline
