# bash completion of kf: source <(kf completion bash)
_kf() {
    local cur=${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o default 2>/dev/null
            COMPREPLY=()
            return
        fi
        # More may follow after a slash, a comma or an equals sign.
        [[ $line == *[/,=] ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    # bash completes only what stands behind a colon.
    if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
        local i head=${cur%"${cur##*:}"}
        for i in "${!COMPREPLY[@]}"; do
            COMPREPLY[i]=${COMPREPLY[i]#"$head"}
        done
    fi
}
complete -F _kf kf
