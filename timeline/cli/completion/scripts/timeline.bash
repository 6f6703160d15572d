_timeline_completion() {
    local IFS=$'\n' offer
    COMPREPLY=()
    while read -r offer; do
        COMPREPLY+=("$offer")
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _TIMELINE_COMPLETE=complete_bash "$1" 2>/dev/null)
    [[ ${COMPREPLY[0]} != *[:=] ]] || compopt -o nospace 2>/dev/null
}
complete -o default -F _timeline_completion timeline
