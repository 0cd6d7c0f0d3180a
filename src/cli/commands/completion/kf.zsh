#compdef kf
# zsh completion of kf: source <(kf completion zsh), or a file _kf in $fpath
_kf() {
    local -a found
    local line
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            # Of --flag=FILE and NAME=FILE, what stands behind the equals sign.
            compset -P '*='
            _files
            return
        fi
        found+=("$line")
    done < <("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    compadd -Q -a found
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _kf "$@"
else
    compdef _kf kf
fi
