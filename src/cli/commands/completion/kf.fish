# fish completion of kf: kf completion fish | source
function __kf_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found ($words[1] __complete -- $words[2..-1] 2>/dev/null)
    if contains -- :files $found
        # Of --flag=FILE and NAME=FILE, what stands behind the equals sign.
        set -l head (string match -r '^.*=' -- (commandline -ct))
        set -l path (string replace -r '^.*=' '' -- (commandline -ct))
        for found in (__fish_complete_path "$path")
            printf '%s%s\n' "$head" $found
        end
    else
        printf '%s\n' $found
    end
end
complete -c kf -f -a '(__kf_complete)'
