#compdef timeline
_timeline_completion() {
    local offer
    local -a whole begun
    while IFS= read -r offer; do
        if [[ $offer == *[:=] ]]; then begun+=("$offer"); else whole+=("$offer"); fi
    done < <(_TIMELINE_LINE="${(j: :)words[1,CURRENT]}" _TIMELINE_COMPLETE=complete_zsh "$words[1]" 2>/dev/null)
    (( $#whole + $#begun )) || { _files; return }
    (( $#begun )) && _describe -V '' begun -S ''
    (( $#whole )) && _describe -V '' whole
}
_timeline_begin() {
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _timeline_completion timeline
    add-zsh-hook -d precmd _timeline_begin
}
if [[ $funcstack[1] == _timeline ]]; then  # a file of $fpath, which zsh loads at the first Tab
    compdef _timeline_completion timeline
    _timeline_completion "$@"
else  # once .zshrc has been read, since a `compinit` further down would forget it
    autoload -Uz add-zsh-hook && add-zsh-hook precmd _timeline_begin
fi
