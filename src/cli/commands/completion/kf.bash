# bash completion of kf: source <(kf completion bash)
_kf() {
    local rest=${COMP_LINE:0:COMP_POINT} cur head= line space word i
    local -a words=()
    # bash cuts words at = and : as well: what no space parts is one word.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        space=${rest%%[![:space:]]*}
        rest=${rest#"$space"}
        # Of the last one, what stands before the cursor.
        [[ $i -eq $COMP_CWORD && $word == "$rest"* ]] && word=$rest
        if [[ $i -gt 0 && -z $space && $rest == "$word"* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${rest#"$word"}
    done
    cur=${words[${#words[@]} - 1]}
    # It completes what stands behind the last of them.
    for ((i = ${#cur} - 1; i >= 0; i--)); do
        if [[ $COMP_WORDBREAKS == *"${cur:i:1}"* ]]; then
            head=${cur:0:i + 1}
            break
        fi
    done
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o default 2>/dev/null
            COMPREPLY=()
            return
        fi
        # More may follow after a slash, a comma or an equals sign.
        [[ $line == *[/,=] ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("${line#"$head"}")
    done < <("${words[0]}" __complete -- "${words[@]:1}" 2>/dev/null)
}
complete -F _kf kf
